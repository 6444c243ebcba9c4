package io.holdfast.stickiness.statistics;

/**
 * Users among whom the weights of the split were constant: a period between two changes of weight,
 * or such a period's users of one country, platform or the like known before exposure.
 *
 * @param users of both arms
 * @param control the control's value among them
 * @param variant the variant's value among them
 */
public record Stratum(long users, ArmValue control, ArmValue variant) {

  /** From the statistics of both arms; {@link ArmValue#of} says which. */
  public static Stratum of(
      MetricKind kind, SufficientStatistics control, SufficientStatistics variant) {
    return new Stratum(
        control.users() + variant.users(), ArmValue.of(kind, control), ArmValue.of(kind, variant));
  }

  /** From an estimate within the stratum, such as one that is adjusted by covariates. */
  public static Stratum of(Estimate estimate) {
    return new Stratum(estimate.users(), estimate.control(), estimate.variant());
  }
}
