package io.holdfast.stickiness.statistics;

/** Reduces an arm's sufficient statistics to its value and the variance of it. */
final class ArmEstimator {

  private ArmEstimator() {}

  static ArmValue estimate(MetricKind kind, SufficientStatistics statistics) {
    return switch (kind) {
      case PROPORTION -> proportion(moments(kind, statistics));
      case MEAN -> mean(moments(kind, statistics));
      case RATIO -> ratio(pair(kind, statistics));
      case SURVIVAL ->
          throw new IllegalArgumentException("Survival needs each user's time, not moments");
    };
  }

  private static ArmValue proportion(Moments moments) {
    if (moments.mean() < 0 || moments.mean() > 1) {
      throw new IllegalArgumentException("A proportion of " + moments.mean());
    }
    return mean(moments);
  }

  private static ArmValue mean(Moments moments) {
    if (moments.users() == 0) {
      return new Inconclusive(InconclusiveReason.TOO_FEW_USERS);
    }
    return new ArmEstimate(moments.users(), moments.mean(), moments.variance());
  }

  private static ArmValue ratio(PairMoments pair) {
    if (pair.users() == 0) {
      return new Inconclusive(InconclusiveReason.TOO_FEW_USERS);
    }
    if (pair.denominator().mean() == 0) {
      return new Inconclusive(InconclusiveReason.NO_DENOMINATOR);
    }
    return new ArmEstimate(pair.users(), pair.ratio(), pair.ratioVariance());
  }

  private static Moments moments(MetricKind kind, SufficientStatistics statistics) {
    if (statistics instanceof Moments moments) {
      return moments;
    }
    throw mismatch(kind, statistics);
  }

  private static PairMoments pair(MetricKind kind, SufficientStatistics statistics) {
    if (statistics instanceof PairMoments pair) {
      return pair;
    }
    throw mismatch(kind, statistics);
  }

  private static IllegalArgumentException mismatch(
      MetricKind kind, SufficientStatistics statistics) {
    return new IllegalArgumentException("A " + kind.id() + " cannot come from " + statistics);
  }
}
