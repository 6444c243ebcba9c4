/**
 * The simulated world: a data set, people with hidden tastes drawn from it, and how they live with
 * what they are shown. Nothing here knows variants, models or HTTP: a person sees lists of items.
 * Random numbers are functions of (seed, person, day, purpose), so that the same person lives two
 * lives that differ only by what was shown, and the order of threads does not matter.
 *
 * <p>Imports {@code training.reader} only.
 */
package io.holdfast.cli.world;
