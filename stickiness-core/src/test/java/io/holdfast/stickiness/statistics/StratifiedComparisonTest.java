package io.holdfast.stickiness.statistics;

import static io.holdfast.stickiness.statistics.Reference.near;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class StratifiedComparisonTest {

  private static final int[] CONTROL_PERIOD = {0, 0, 0, 1, 1, 0, 0, 1, 1, 0};
  private static final int[] VARIANT_PERIOD = {1, 1, 0, 1, 1, 0, 1, 1};

  private static Moments of(double[] values, int[] periods, int period) {
    Moments moments = Moments.EMPTY;
    for (int i = 0; i < values.length; i++) {
      moments = periods[i] == period ? moments.plus(values[i]) : moments;
    }
    return moments;
  }

  private static Stratum stratum(int period) {
    return Stratum.of(
        MetricKind.MEAN,
        of(Reference.CONTROL, CONTROL_PERIOD, period),
        of(Reference.VARIANT, VARIANT_PERIOD, period));
  }

  private static StratifiedEstimate of(MetricKind kind, Stratum... strata) {
    return (StratifiedEstimate) StratifiedComparison.of(kind, List.of(strata));
  }

  private static void assertNear(double actual, double expected) {
    assertThat(actual).isCloseTo(expected, near(expected));
  }

  /**
   * stratified() of reference_values.py: statsmodels OLS on arm, stratum (centred) and their
   * product, cov_type="HC2"; scipy.stats.t.sf.
   */
  @Test
  void meansOverTwoPeriods() {
    StratifiedEstimate stratified = of(MetricKind.MEAN, stratum(0), stratum(1));
    Estimate estimate = stratified.estimate();

    assertNear(estimate.control().value(), 8.539351851851851);
    assertNear(estimate.difference(), 6.266203703703704);
    assertNear(estimate.standardError(), 1.8197886890435708);
    assertNear(estimate.degreesOfFreedom(), 9.132529819902858);
    assertNear(estimate.pValue(), 0.007193210059727754);
    assertNear(estimate.alwaysValidInterval(0.05, 40).width() / 2, 5.642665801523514);
    assertThat(estimate.users()).isEqualTo(18);
    assertThat(stratified.strata()).isEqualTo(2);
    assertThat(stratified.usersLeftOut()).isZero();
  }

  @Test
  void oneStratumIsNoStratification() {
    Estimate plain = Reference.means();
    Estimate estimate = of(MetricKind.MEAN, Stratum.of(plain)).estimate();

    assertNear(estimate.difference(), plain.difference());
    assertNear(estimate.standardError(), plain.standardError());
    assertNear(estimate.pValue(), plain.pValue());
  }

  /**
   * Simpson's paradox: within either period both arms return alike, but the variant's weight was
   * raised when returning became rarer.
   */
  @Test
  void aChangeOfWeightsIsNoEffect() {
    Stratum first =
        Stratum.of(
            MetricKind.PROPORTION, Moments.ofProportion(900, 360), Moments.ofProportion(100, 40));
    Stratum second =
        Stratum.of(
            MetricKind.PROPORTION, Moments.ofProportion(100, 10), Moments.ofProportion(900, 90));
    Estimate mixed =
        Reference.estimate(
            MetricKind.PROPORTION,
            Moments.ofProportion(1000, 370),
            Moments.ofProportion(1000, 130));

    assertThat(mixed.difference()).isEqualTo(-0.24);
    assertThat(of(MetricKind.PROPORTION, first, second).estimate().difference()).isZero();
  }

  @Test
  void ratiosUseTheNormalDistribution() {
    Estimate estimate = of(MetricKind.RATIO, Stratum.of(Reference.ratios())).estimate();

    assertThat(estimate.kind()).isEqualTo(MetricKind.RATIO);
    assertNear(estimate.pValue(), Reference.ratios().pValue());
  }

  @Test
  void aStratumWithoutBothArmsIsLeftOut() {
    Stratum controlOnly = Stratum.of(MetricKind.MEAN, Moments.of(1, 2, 3), Moments.of(9));
    StratifiedEstimate stratified = of(MetricKind.MEAN, stratum(0), stratum(1), controlOnly);

    assertThat(stratified.usersLeftOut()).isEqualTo(4);
    assertThat(stratified.strata()).isEqualTo(2);
    assertNear(stratified.estimate().difference(), 6.266203703703704);
  }

  @Test
  void aStratumInWhichNobodyDiffersStillCounts() {
    Stratum silent =
        Stratum.of(MetricKind.PROPORTION, Moments.ofProportion(50, 0), Moments.ofProportion(50, 0));
    Stratum lively =
        Stratum.of(
            MetricKind.PROPORTION, Moments.ofProportion(50, 10), Moments.ofProportion(50, 20));

    assertNear(of(MetricKind.PROPORTION, silent, lively).estimate().difference(), 0.1);
  }

  @Test
  void saysWhyNothingCanBeSaid() {
    Stratum empty = Stratum.of(MetricKind.MEAN, Moments.EMPTY, Moments.of(1, 2));
    Stratum constant = Stratum.of(MetricKind.MEAN, Moments.of(2, 2), Moments.of(3, 3));

    assertThat(StratifiedComparison.of(MetricKind.MEAN, List.of(empty)))
        .isEqualTo(new Inconclusive(InconclusiveReason.TOO_FEW_USERS));
    assertThat(StratifiedComparison.of(MetricKind.MEAN, List.of(constant)))
        .isEqualTo(new Inconclusive(InconclusiveReason.NO_VARIANCE));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StratifiedComparison.of(MetricKind.SURVIVAL, List.of(constant)));
  }
}
