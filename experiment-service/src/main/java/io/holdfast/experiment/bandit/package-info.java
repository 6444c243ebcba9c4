/**
 * Bandits: moves the weights of running experiments by what their rewards say. Imports {@code
 * domain}, {@code allocation}, {@code lifecycle} and the contracts alone.
 */
package io.holdfast.experiment.bandit;
