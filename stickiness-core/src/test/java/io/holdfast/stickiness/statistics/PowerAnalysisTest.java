package io.holdfast.stickiness.statistics;

import static io.holdfast.stickiness.statistics.Reference.near;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * Expected values: power() of reference_values.py: statsmodels power_proportions_2indep and
 * NormalIndPower, scipy.optimize.brentq; the always-valid ones with scipy.stats.norm and the half
 * width in mpmath.
 */
class PowerAnalysisTest {

  private static final PowerAnalysis FIXED = new PowerAnalysis(0.05, Inference.FIXED_HORIZON, 0.5);
  private static final PowerAnalysis ALWAYS = new PowerAnalysis(0.05, Inference.ALWAYS_VALID, 0.5);
  private static final Baseline SHARE = new Baseline.Proportion(0.2);
  private static final Baseline SECONDS = new Baseline.Value(40 * 40);

  private static void assertNear(double actual, double expected) {
    assertThat(actual).isCloseTo(expected, near(expected));
  }

  @Test
  void proportions() {
    assertNear(FIXED.power(SHARE, 0.02, 10_000), 0.6898208549360129);
    assertNear(
        new PowerAnalysis(0.05, Inference.FIXED_HORIZON, 0.3).power(SHARE, 0.02, 10_000),
        0.6187066179308721);
    assertThat(FIXED.requiredUsers(SHARE, 0.02, 0.8)).hasValue(13_019);
    assertNear(
        FIXED.minimumDetectableEffect(SHARE, 10_000, 0.8).orElseThrow(), 0.022876615817461157);
  }

  @Test
  void meansAndRatios() {
    assertNear(FIXED.power(SECONDS, 3, 5000), 0.7554348671052324);
    assertNear(FIXED.power(SECONDS, -3, 5000), 0.7554348671052324);
    assertNear(
        new PowerAnalysis(0.05, Inference.FIXED_HORIZON, 0.2).power(SECONDS, 3, 5000),
        0.5641160254310036);
    assertThat(FIXED.requiredUsers(SECONDS, 3, 0.9)).hasValue(7472);
    assertNear(FIXED.minimumDetectableEffect(SECONDS, 5000, 0.8).orElseThrow(), 3.169627967433644);
  }

  @Test
  void alwaysValid() {
    assertNear(ALWAYS.power(SECONDS, 3, 5000), 0.35065283574534584);
    assertNear(ALWAYS.power(SHARE, 0.02, 10_000), 0.28118475793645303);
    assertThat(ALWAYS.requiredUsers(SECONDS, 3, 0.9)).hasValue(13_252);
  }

  /** 4.5 standard errors of a mean with 5,000 users: 4.5 · 40 · √(4 / 5000). */
  @Test
  void alwaysValidFindsAnEffectOfFourAndAHalfStandardErrors() {
    assertNear(ALWAYS.power(SECONDS, 180 * Math.sqrt(4.0 / 5000), 5000), 0.9285110272637176);
  }

  @Test
  void withoutAnEffectThePowerIsTheLevel() {
    assertThat(FIXED.power(SHARE, 0, 700)).isCloseTo(0.05, Offset.offset(1e-12));
    assertThat(FIXED.power(SECONDS, 0, 700)).isCloseTo(0.05, Offset.offset(1e-12));
    assertThat(ALWAYS.power(SECONDS, 0, 700)).isBetween(0.002, 0.003);
  }

  /** (z(0.975) + z(0.8)) · standard error; scipy.stats.norm.ppf. */
  @Test
  void detectableNow() {
    Estimate estimate = Reference.proportions();

    assertNear(PowerAnalysis.minimumDetectableEffect(estimate, 0.05, 0.8), 0.04429802455371185);
    assertNear(
        PowerAnalysis.minimumDetectableEffect(estimate, 0.05, 0.5, 5000),
        estimate.alwaysValidInterval(0.05, 5000).width() / 2);
  }

  @Test
  void whatIsDetectableIsDetectedWithThatPower() {
    for (PowerAnalysis analysis : new PowerAnalysis[] {FIXED, ALWAYS}) {
      for (long users : new long[] {500, 40_000, 3_000_000}) {
        double effect = analysis.minimumDetectableEffect(SHARE, users, 0.9).orElseThrow();

        assertThat(analysis.power(SHARE, effect, users)).isCloseTo(0.9, Offset.offset(1e-9));
        assertThat(analysis.requiredUsers(SHARE, effect, 0.9).orElseThrow())
            .isBetween(users - 1, users + 1);
      }
    }
  }

  @Test
  void saysWhenNothingWouldDo() {
    assertThat(FIXED.requiredUsers(SECONDS, 0, 0.8)).isEmpty();
    assertThat(FIXED.minimumDetectableEffect(new Baseline.Proportion(0.95), 20, 0.8)).isEmpty();
  }

  @Test
  void baselinesFromARunningControl() {
    Estimate ratios = Reference.ratios();

    assertThat(Baseline.of(MetricKind.RATIO, ratios.control()))
        .isEqualTo(new Baseline.Value(ratios.control().variance()));
    assertThat(Baseline.of(MetricKind.PROPORTION, Reference.proportions().control()))
        .isEqualTo(new Baseline.Proportion(198.0 / 1190));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Baseline.of(MetricKind.SURVIVAL, ratios.control()));
  }

  @Test
  void refusesImpossibleParameters() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Baseline.Proportion(0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Baseline.Value(0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PowerAnalysis(0.05, Inference.FIXED_HORIZON, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> FIXED.power(SHARE, 0.9, 100));
    assertThatIllegalArgumentException().isThrownBy(() -> FIXED.power(SHARE, 0.1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> FIXED.requiredUsers(SHARE, 0.1, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PowerAnalysis.minimumDetectableEffect(Reference.means(), 0.05, 0.4));
  }
}
