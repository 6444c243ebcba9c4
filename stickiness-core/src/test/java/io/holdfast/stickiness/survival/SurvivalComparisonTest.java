package io.holdfast.stickiness.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.data.Offset.offset;

import io.holdfast.stickiness.survival.SurvivalInconclusive.Reason;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SurvivalComparisonTest {

  private static final Offset<Double> NEAR = offset(1e-12);
  private static final SurvivalTimes ONE = SurvivalReference.allObserved(1);

  /**
   * {@code survival_values.py}: means by lifelines, variances in exact fractions, normal by SciPy.
   */
  @Test
  void differenceOfRestrictedMeans() {
    RestrictedMeanDifference difference =
        (RestrictedMeanDifference)
            RestrictedMeanComparison.between(
                SurvivalReference.CONTROL, SurvivalReference.VARIANT, 14);

    assertThat(difference.difference()).isCloseTo(-2.916517857142857, NEAR);
    assertThat(difference.standardError()).isCloseTo(1.9930721993629728, NEAR);
    assertThat(difference.interval(0.05).lower()).isCloseTo(-6.822867586482317, NEAR);
    assertThat(difference.interval(0.05).upper()).isCloseTo(0.989831872196604, NEAR);
    assertThat(difference.pValue()).isCloseTo(0.14337771797431806, NEAR);
  }

  /** {@code lifelines.statistics.logrank_test}; {@code scipy.stats.logrank} gives the same p. */
  @Test
  void logRank() {
    LogRank ours =
        (LogRank) LogRankOutcome.test(SurvivalReference.CONTROL, SurvivalReference.VARIANT);

    assertThat(ours.chiSquare()).isCloseTo(1.7028316719639442, NEAR);
    assertThat(ours.pValue()).isCloseTo(0.1919180721696822, NEAR);
    assertThat(ours.observed()).isEqualTo(9);
  }

  @Test
  void logRankOfThePublishedTrial() {
    LogRank trial =
        (LogRank) LogRankOutcome.test(SurvivalReference.SIX_MP, SurvivalReference.PLACEBO);

    // The textbook value, χ² = 16.79 (Klein and Moeschberger 2003, section 7.3), and lifelines.
    assertThat(trial.chiSquare()).isCloseTo(16.792940989216547, offset(1e-9));
    assertThat(trial.pValue()).isCloseTo(4.168809109334511e-05, NEAR);
    assertThat(
            ((LogRank) LogRankOutcome.test(SurvivalReference.PLACEBO, SurvivalReference.SIX_MP))
                .chiSquare())
        .isCloseTo(trial.chiSquare(), offset(1e-9));
  }

  @Test
  void saysWhyThereIsNoResult() {
    SurvivalTimes shortlyWatched =
        SurvivalTimes.of(new double[] {1, 5, 6}, new boolean[] {true, false, false});
    SurvivalTimes nobodyReturned = SurvivalTimes.of(new double[] {14, 15, 15}, new boolean[3]);

    assertThat(RestrictedMeanComparison.between(SurvivalReference.CONTROL, ONE, 14))
        .isEqualTo(new SurvivalInconclusive(Reason.TOO_FEW_USERS));
    assertThat(RestrictedMeanComparison.between(SurvivalReference.CONTROL, shortlyWatched, 14))
        .isEqualTo(new SurvivalInconclusive(Reason.FOLLOW_UP_TOO_SHORT));
    assertThat(RestrictedMeanComparison.between(nobodyReturned, nobodyReturned, 14))
        .isEqualTo(new SurvivalInconclusive(Reason.NO_VARIANCE));
    assertThat(LogRankOutcome.test(ONE, SurvivalReference.VARIANT))
        .isEqualTo(new SurvivalInconclusive(Reason.TOO_FEW_USERS));
    assertThat(LogRankOutcome.test(nobodyReturned, nobodyReturned))
        .isEqualTo(new SurvivalInconclusive(Reason.NO_VARIANCE));
    assertThat(Reason.FOLLOW_UP_TOO_SHORT.id()).isEqualTo("follow-up-too-short");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RestrictedMeanComparison.between(ONE, ONE, Double.NaN));
  }

  /**
   * 4,000 experiments with staggered entry: exponential return times of mean 6 and 5 days, 200
   * users an arm, watched for 10 to 28 days. The mean of min(T, 14) is mean · (1 − exp(−14 /
   * mean)).
   */
  @Test
  void intervalCoversTheTrueDifference() {
    Random random = new Random(20261124);
    double truth = 5 * -Math.expm1(-14 / 5.0) - 6 * -Math.expm1(-14 / 6.0);
    int runs = 4_000;
    int covered = 0;
    double differences = 0;
    for (int run = 0; run < runs; run++) {
      RestrictedMeanDifference found =
          (RestrictedMeanDifference)
              RestrictedMeanComparison.between(
                  exponential(random, 6, 200), exponential(random, 5, 200), 14);
      covered += found.interval(0.05).contains(truth) ? 1 : 0;
      differences += found.difference();
    }

    assertThat((double) covered / runs).isBetween(0.94, 0.96);
    assertThat(differences / runs).isCloseTo(truth, offset(0.03));
  }

  private static SurvivalTimes exponential(Random random, double mean, int users) {
    double[] times = new double[users];
    boolean[] returned = new boolean[users];
    for (int user = 0; user < users; user++) {
      double returns = -mean * Math.log1p(-random.nextDouble());
      double watched = 10 + 18 * random.nextDouble();
      times[user] = Math.min(returns, watched);
      returned[user] = returns <= watched;
    }
    return SurvivalTimes.of(times, returned);
  }
}
