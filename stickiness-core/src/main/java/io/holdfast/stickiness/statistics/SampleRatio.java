package io.holdfast.stickiness.statistics;

import java.util.List;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * The χ² test of the sample ratio.
 *
 * @param chiSquare Σ (observed − expected)² / expected
 * @param degreesOfFreedom arms of positive weight minus one, summed over the periods
 * @param pValue the chance of as large a χ² when the split works
 */
public record SampleRatio(double chiSquare, long degreesOfFreedom, double pValue)
    implements SampleRatioOutcome {

  /** Below this p the split is taken to be broken. */
  public static final double ALARM_LEVEL = 0.001;

  /** Whether the split shows no fault. */
  public boolean healthy() {
    return pValue >= ALARM_LEVEL;
  }

  static SampleRatioOutcome chiSquare(List<Split> splits) {
    if (splits.stream().anyMatch(Split::hasStrays)) {
      return new SampleRatio(Double.POSITIVE_INFINITY, degreesOfFreedom(splits), 0);
    }
    List<Split> populated = splits.stream().filter(split -> split.users() > 0).toList();
    long degreesOfFreedom = degreesOfFreedom(populated);
    if (degreesOfFreedom == 0) {
      return new Inconclusive(InconclusiveReason.TOO_FEW_USERS);
    }
    double chiSquare = populated.stream().mapToDouble(SampleRatio::statistic).sum();
    double p = ChiSquaredDistribution.of((double) degreesOfFreedom).survivalProbability(chiSquare);
    return new SampleRatio(chiSquare, degreesOfFreedom, p);
  }

  private static long degreesOfFreedom(List<Split> splits) {
    return splits.stream().mapToLong(split -> split.openArms().size() - 1).sum();
  }

  private static double statistic(Split split) {
    double statistic = 0;
    for (Split.Arm arm : split.openArms()) {
      double expected = split.users() * split.share(arm);
      double deviation = arm.users() - expected;
      statistic += deviation * deviation / expected;
    }
    return statistic;
  }
}
