/**
 * Who may take part and in what shares, while an experiment runs: changes of weights and coverage.
 * Imports {@code domain}, {@code lifecycle} and the contracts alone.
 */
package io.holdfast.experiment.allocation;
