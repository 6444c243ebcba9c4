/**
 * Experiments as feature flags: what a flag gives to whom, and that something changed. Imports
 * {@code domain}, {@code assignment} and {@code contracts}; adapters call it.
 */
package io.holdfast.experiment.flags;
