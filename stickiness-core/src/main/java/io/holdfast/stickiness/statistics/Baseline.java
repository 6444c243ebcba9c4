package io.holdfast.stickiness.statistics;

/** What is known of a metric before an experiment, or of its control while one runs. */
public sealed interface Baseline {

  /**
   * From an arm's estimate.
   *
   * @param kind proportion; mean or ratio, whose variance per user is taken to stay
   */
  static Baseline of(MetricKind kind, ArmEstimate arm) {
    return switch (kind) {
      case PROPORTION -> new Proportion(arm.value());
      case MEAN, RATIO -> new Value(arm.variance());
      case SURVIVAL -> throw new IllegalArgumentException(kind.id());
    };
  }

  /**
   * A share of users.
   *
   * @param value p₀, in (0, 1)
   */
  record Proportion(double value) implements Baseline {

    /**
     * Checks the share.
     *
     * @throws IllegalArgumentException unless 0 &lt; p₀ &lt; 1
     */
    public Proportion {
      if (!(value > 0 && value < 1)) {
        throw new IllegalArgumentException("A proportion of " + value);
      }
    }
  }

  /**
   * A mean or a ratio, adjusted by covariates or not.
   *
   * @param variance σ² per user: of the values, or of a ratio's residuals (y − R·x) / x̄, the same
   *     in both arms
   */
  record Value(double variance) implements Baseline {

    /**
     * Checks the variance.
     *
     * @throws IllegalArgumentException unless it is positive and finite
     */
    public Value {
      if (!(variance > 0) || Double.isInfinite(variance)) {
        throw new IllegalArgumentException("Variance " + variance);
      }
    }
  }
}
