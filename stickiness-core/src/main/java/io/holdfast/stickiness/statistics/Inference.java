package io.holdfast.stickiness.statistics;

/** By which intervals an experiment is decided. */
public enum Inference {
  /** One look, at the planned end. */
  FIXED_HORIZON,
  /** As many looks as one likes, tuned to be tightest at the planned end N*. */
  ALWAYS_VALID;

  /**
   * Half the width of an interval at the planned end, in standard errors: the normal's critical
   * value, or that of {@link ConfidenceSequence} at t = N*, which is the same for every N*.
   *
   * @param alpha one minus the coverage
   */
  double criticalValue(double alpha) {
    return switch (this) {
      case FIXED_HORIZON -> Quantiles.twoSidedCritical(alpha, Double.POSITIVE_INFINITY);
      case ALWAYS_VALID -> new ConfidenceSequence(alpha, 1).halfWidth(1, 1);
    };
  }
}
