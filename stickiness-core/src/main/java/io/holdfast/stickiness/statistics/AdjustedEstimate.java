package io.holdfast.stickiness.statistics;

import java.util.List;

/**
 * The difference of a variant to the control after adjustment by covariates.
 *
 * @param estimate the adjusted difference, with its intervals, always-valid ones included; its kind
 *     is mean for a proportion
 * @param unadjusted the same users without covariates
 * @param coefficients θ, one a covariate and last the one of the indicator of missing ones; 0 for
 *     what was left out
 */
public record AdjustedEstimate(Estimate estimate, Estimate unadjusted, List<Double> coefficients)
    implements AdjustedComparison {

  /** Copies the coefficients. */
  public AdjustedEstimate {
    coefficients = List.copyOf(coefficients);
  }

  /** The part of the difference's variance that is gone, such as 0.49 for 49 %. */
  public double varianceReduction() {
    return 1 - estimate.squaredError() / unadjusted.squaredError();
  }
}
