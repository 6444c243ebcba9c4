package io.holdfast.stickiness.statistics;

import static io.holdfast.stickiness.statistics.Reference.near;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ComparisonTest {

  private static void assertNear(double actual, double expected) {
    assertThat(actual).isCloseTo(expected, near(expected));
  }

  private static void assertNear(Interval actual, double lower, double upper) {
    assertNear(actual.lower(), lower);
    assertNear(actual.upper(), upper);
  }

  /** scipy.stats.ttest_ind(VARIANT, CONTROL, equal_var=False) and its confidence_interval. */
  @Test
  void meansByWelch() {
    Estimate estimate = Reference.means();

    assertNear(estimate.pValue(), 0.05389220748065844);
    assertNear(estimate.degreesOfFreedom(), 12.991808472066408);
    assertNear(estimate.interval(0.05), -0.0966140780170992, 10.059114078017098);
    assertNear(estimate.interval(0.1), 0.8188047308389157, 9.143695269161082);
    // statsmodels CompareMeans.from_data(VARIANT, CONTROL).std_meandiff_separatevar
    assertNear(estimate.standardError(), 2.350311186547669);
    assertThat(estimate.users()).isEqualTo(18);
  }

  /** statsmodels proportions_ztest([245, 198], [1210, 1190]). */
  @Test
  void proportionsByPooledTestAndUnpooledInterval() {
    Estimate estimate = Reference.proportions();

    assertNear(estimate.pValue(), 0.022682487982891717);
    // confint_proportions_2indep(245, 1210, 198, 1190, compare="diff", method="wald")
    assertNear(estimate.interval(0.05), 0.005102282076049364, 0.06708328636620357);
    // test_proportions_2indep(…, method="wald").variance, square root
    assertNear(estimate.standardError(), 0.01581177123127069);
    assertNear(estimate.control().value(), 198.0 / 1190);
  }

  /** statsmodels proportions_ztest([900, 600], [2000, 2000]). */
  @Test
  void tinyTailsKeepTheirDigits() {
    Estimate estimate =
        Reference.estimate(
            MetricKind.PROPORTION,
            Moments.ofProportion(2000, 600),
            Moments.ofProportion(2000, 900));

    assertNear(estimate.pValue(), 1.148834795412223e-22);
  }

  /**
   * NumPy: residuals (y − R x) / x̄ user by user, var(ddof=1); scipy.stats.norm for p, interval.
   */
  @Test
  void ratiosByDeltaMethodClusteredByUser() {
    Estimate estimate = Reference.ratios();

    assertNear(estimate.variant().value(), 4.738636363636363);
    assertNear(estimate.control().value(), 3.8333333333333335);
    assertNear(estimate.variant().variance(), 0.35919677617649054);
    assertNear(estimate.standardError(), 0.2665983422814053);
    assertNear(estimate.pValue(), 0.0006843923695521308);
    assertNear(estimate.interval(0.05), 0.38277988109339356, 1.427826179512666);
  }

  /** mpmath in 40 digits, scipy.stats.norm.ppf(0.975): relative() of reference_values.py. */
  @Test
  void relativeLiftByDeltaMethod() {
    RelativeLift lift = Reference.proportions().relativeLift().orElseThrow();

    assertNear(lift.value(), 0.21692127890475);
    assertNear(lift.standardError(), 0.10514478222513443);
    assertNear(lift.interval(0.05), 0.01084129258117925, 0.4230012652283207);
  }

  @Test
  void relativeLiftScalesTheDifferenceWhenTheControlIsKnownExactly() {
    Moments exact = new Moments(100, 4, 0);
    Estimate estimate = Reference.estimate(MetricKind.MEAN, exact, Moments.of(5, 6, 7, 4, 3));
    RelativeLift lift = estimate.relativeLift().orElseThrow();

    assertNear(lift.value(), estimate.difference() / 4);
    assertNear(lift.interval(0.05).lower(), estimate.interval(0.05).lower() / 4);
    assertNear(
        lift.alwaysValidInterval(0.05, 200).upper(),
        estimate.alwaysValidInterval(0.05, 200).upper() / 4);
  }

  @Test
  void noLiftRelativeToNothing() {
    Estimate estimate =
        Reference.estimate(
            MetricKind.PROPORTION, Moments.ofProportion(50, 0), Moments.ofProportion(50, 5));

    assertThat(estimate.relativeLift()).isEmpty();
    assertThat(estimate.difference()).isEqualTo(0.1);
  }

  @Test
  void swappingTheArmsFlipsTheSign() {
    Estimate there = Reference.means();
    Estimate back =
        Reference.estimate(
            MetricKind.MEAN, Moments.of(Reference.VARIANT), Moments.of(Reference.CONTROL));

    assertNear(back.difference(), -there.difference());
    assertNear(back.pValue(), there.pValue());
    assertNear(back.interval(0.05).lower(), -there.interval(0.05).upper());
    assertNear(
        back.alwaysValidInterval(0.05, 100).upper(), -there.alwaysValidInterval(0.05, 100).lower());
  }

  @Test
  void saysWhyNothingCanBeSaid() {
    Moments one = Moments.of(3);
    Moments some = Moments.of(1, 2, 3);
    Moments constant = Moments.of(2, 2, 2);
    PairMoments sessions = Reference.pairs(new double[] {1, 2, 4}, new double[] {1, 1, 1});
    PairMoments silent = Reference.pairs(new double[] {0, 0}, new double[] {0, 0});
    PairMoments proportional = Reference.pairs(new double[] {.3, .6, .9}, new double[] {1, 2, 3});

    assertInconclusive(MetricKind.MEAN, one, some, InconclusiveReason.TOO_FEW_USERS);
    assertInconclusive(MetricKind.MEAN, some, Moments.EMPTY, InconclusiveReason.TOO_FEW_USERS);
    assertInconclusive(MetricKind.MEAN, constant, constant, InconclusiveReason.NO_VARIANCE);
    assertInconclusive(
        MetricKind.PROPORTION,
        Moments.ofProportion(40, 0),
        Moments.ofProportion(50, 50),
        InconclusiveReason.NO_VARIANCE);
    assertInconclusive(MetricKind.RATIO, sessions, silent, InconclusiveReason.NO_DENOMINATOR);
    assertInconclusive(MetricKind.RATIO, silent, sessions, InconclusiveReason.NO_DENOMINATOR);
    assertInconclusive(
        MetricKind.RATIO, PairMoments.EMPTY, sessions, InconclusiveReason.TOO_FEW_USERS);
    assertInconclusive(
        MetricKind.RATIO, proportional, proportional, InconclusiveReason.NO_VARIANCE);
    assertThat(InconclusiveReason.TOO_FEW_USERS.id()).isEqualTo("too-few-users");
  }

  @Test
  void aBrokenSplitComparesNothing() {
    Estimate estimate = Reference.means();

    assertThat(estimate.onlyIf(true)).isSameAs(estimate);
    assertThat(estimate.onlyIf(false))
        .isEqualTo(new Inconclusive(InconclusiveReason.SAMPLE_RATIO_MISMATCH));
    assertThat(InconclusiveReason.SAMPLE_RATIO_MISMATCH.id()).isEqualTo("sample-ratio-mismatch");
  }

  private static void assertInconclusive(
      MetricKind kind,
      SufficientStatistics control,
      SufficientStatistics variant,
      InconclusiveReason reason) {
    assertThat(Comparison.between(kind, control, variant)).isEqualTo(new Inconclusive(reason));
  }

  @Test
  void oneConstantArmIsStillComparable() {
    Estimate estimate =
        Reference.estimate(MetricKind.MEAN, Moments.of(2, 2, 2), Moments.of(1, 2, 4));

    assertThat(estimate.degreesOfFreedom()).isEqualTo(2);
    assertThat(estimate.pValue()).isBetween(0.5, 1.0);
  }

  @Test
  void refusesStatisticsThatDoNotFitTheKind() {
    Moments moments = Moments.of(1, 2, 3);
    PairMoments pairs = Reference.pairs(new double[] {1, 2}, new double[] {1, 1});

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Comparison.between(MetricKind.RATIO, moments, moments));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Comparison.between(MetricKind.MEAN, pairs, pairs));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Comparison.between(MetricKind.PROPORTION, moments, moments))
        .withMessageContaining("2.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Comparison.between(MetricKind.SURVIVAL, moments, moments));
  }

  @Test
  void anArmHasAValueBeforeItHasAnInterval() {
    assertThat(ArmValue.of(MetricKind.MEAN, Moments.of(3)))
        .isInstanceOfSatisfying(
            ArmEstimate.class,
            arm -> {
              assertThat(arm.value()).isEqualTo(3);
              assertThat(arm.alwaysValidInterval(0.05, 10)).isEmpty();
            });
    assertThat(ArmValue.of(MetricKind.PROPORTION, Moments.ofProportion(10, 10)))
        .isInstanceOfSatisfying(
            ArmEstimate.class, arm -> assertThat(arm.alwaysValidInterval(0.05, 10)).isEmpty());
    assertThat(ArmValue.of(MetricKind.MEAN, Moments.EMPTY))
        .isEqualTo(new Inconclusive(InconclusiveReason.TOO_FEW_USERS));
  }
}
