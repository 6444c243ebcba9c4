package io.holdfast.stickiness.statistics;

/** Tests the difference of two arms by the method of the metric's kind. */
final class ArmComparator {

  private ArmComparator() {}

  static Comparison compare(
      MetricKind kind, SufficientStatistics control, SufficientStatistics variant) {
    ArmValue controlValue = ArmValue.of(kind, control);
    ArmValue variantValue = ArmValue.of(kind, variant);
    if (control.users() < 2 || variant.users() < 2) {
      return new Inconclusive(InconclusiveReason.TOO_FEW_USERS);
    }
    return switch (controlValue) {
      case Inconclusive inconclusive -> inconclusive;
      case ArmEstimate c ->
          switch (variantValue) {
            case Inconclusive inconclusive -> inconclusive;
            case ArmEstimate v when !c.hasVariance() && !v.hasVariance() ->
                new Inconclusive(InconclusiveReason.NO_VARIANCE);
            case ArmEstimate v -> estimate(kind, c, v);
          };
    };
  }

  private static Estimate estimate(MetricKind kind, ArmEstimate control, ArmEstimate variant) {
    return switch (kind) {
      case PROPORTION -> proportion(control, variant);
      case MEAN -> welch(control, variant);
      case RATIO -> ratio(control, variant);
      case SURVIVAL -> throw new IllegalArgumentException(kind.id());
    };
  }

  private static Estimate proportion(ArmEstimate control, ArmEstimate variant) {
    double p0 = control.value();
    double p1 = variant.value();
    double n0 = control.users();
    double n1 = variant.users();
    double pooled = (n0 * p0 + n1 * p1) / (n0 + n1);
    double pooledError = Math.sqrt(pooled * (1 - pooled) * (1 / n0 + 1 / n1));
    double standardError =
        Math.sqrt(control.unpooledSquaredError() + variant.unpooledSquaredError());
    return new Estimate(
        MetricKind.PROPORTION,
        control,
        variant,
        p1 - p0,
        standardError,
        Double.POSITIVE_INFINITY,
        twoSided((p1 - p0) / pooledError, Double.POSITIVE_INFINITY));
  }

  static Estimate welch(ArmEstimate control, ArmEstimate variant) {
    double e0 = control.squaredError();
    double e1 = variant.squaredError();
    double degreesOfFreedom =
        (e0 + e1) * (e0 + e1) / (e0 * e0 / (control.users() - 1) + e1 * e1 / (variant.users() - 1));
    return means(control, variant, degreesOfFreedom);
  }

  static Estimate means(ArmEstimate control, ArmEstimate variant, double degreesOfFreedom) {
    return fromSampleVariances(MetricKind.MEAN, control, variant, degreesOfFreedom);
  }

  static Estimate ratio(ArmEstimate control, ArmEstimate variant) {
    return fromSampleVariances(MetricKind.RATIO, control, variant, Double.POSITIVE_INFINITY);
  }

  private static Estimate fromSampleVariances(
      MetricKind kind, ArmEstimate control, ArmEstimate variant, double degreesOfFreedom) {
    double difference = variant.value() - control.value();
    double standardError = Math.sqrt(control.squaredError() + variant.squaredError());
    return new Estimate(
        kind,
        control,
        variant,
        difference,
        standardError,
        degreesOfFreedom,
        twoSided(difference / standardError, degreesOfFreedom));
  }

  private static double twoSided(double statistic, double degreesOfFreedom) {
    return Math.min(1, 2 * Quantiles.survival(Math.abs(statistic), degreesOfFreedom));
  }
}
