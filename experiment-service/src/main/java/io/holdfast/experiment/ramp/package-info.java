/**
 * Ramps: moves the coverage of running experiments from step to step, and holds it when something
 * is wrong. Imports {@code domain}, {@code allocation}, {@code lifecycle} and the contracts alone.
 */
package io.holdfast.experiment.ramp;
