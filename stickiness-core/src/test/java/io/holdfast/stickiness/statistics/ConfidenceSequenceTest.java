package io.holdfast.stickiness.statistics;

import static io.holdfast.stickiness.statistics.Reference.near;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Expected values: mpmath 1.4.1 in 40 digits, always_valid() of reference_values.py. */
class ConfidenceSequenceTest {

  private static void assertNear(double actual, double expected) {
    assertThat(actual).isCloseTo(expected, near(expected));
  }

  @Test
  void rhoIsTunedToThePlannedUsers() {
    assertNear(new ConfidenceSequence(0.05, 5000).rhoSquared(), 0.001587230920347513);
  }

  @Test
  void differenceOfProportionsAtAnyLevel() {
    Estimate estimate = Reference.proportions();
    Interval at5 = estimate.alwaysValidInterval(0.05, 5000);
    Interval at1 = estimate.alwaysValidInterval(0.0125, 5000);

    assertNear(at5.lower(), -0.012783512202666256);
    assertNear(at5.upper(), 0.08496908064491919);
    assertNear(at1.lower(), -0.02006879368789174);
    assertNear(at1.upper(), 0.09225436213014468);
  }

  @Test
  void differenceOfRatiosFromTheirResiduals() {
    Estimate estimate = Reference.ratios();

    assertNear(estimate.alwaysValidInterval(0.05, 40).width() / 2, 0.8266483673578479);
  }

  @Test
  void oneArm() {
    Interval interval =
        Reference.proportions().variant().alwaysValidInterval(0.05, 2500).orElseThrow();

    assertNear(interval.lower(), 0.166784915643193);
    assertNear(interval.upper(), 0.23817376204275742);
  }

  /** mpmath.findroot of the level at which the interval touches 0. */
  @Test
  void alwaysValidP() {
    assertNear(Reference.proportions().alwaysValidPValue(0.05, 5000), 0.27899912869484533);
  }

  @Test
  void pIsBelowAlphaExactlyWhenTheIntervalLeavesOutZero() {
    ConfidenceSequence sequence = new ConfidenceSequence(0.05, 4000);
    for (double z = 0; z < 6; z += 0.01) {
      boolean leavesOutZero = !sequence.interval(z, 1, 3000).contains(0);

      assertThat(sequence.pValue(z, 1, 3000) < 0.05).isEqualTo(leavesOutZero);
    }
  }

  /** At N* the price of looking at will: 1.5486 times the fixed-horizon half-width. */
  @Test
  void widthAtThePlannedUsersIsOneAndAHalfTimesTheFixedHorizon() {
    double ratio =
        new ConfidenceSequence(0.05, 5000).halfWidth(1, 5000)
            / Quantiles.twoSidedCritical(0.05, Double.POSITIVE_INFINITY);

    assertNear(ratio, 1.5486044714686567);
  }

  @Test
  void isTightestAboutThePlannedUsers() {
    double tuned = new ConfidenceSequence(0.05, 5000).halfWidth(1, 5000);

    assertThat(new ConfidenceSequence(0.05, 500).halfWidth(1, 5000)).isGreaterThan(tuned);
    assertThat(new ConfidenceSequence(0.05, 50_000).halfWidth(1, 5000)).isGreaterThan(tuned);
    assertThat(new ConfidenceSequence(0.05, 5500).halfWidth(1, 5000))
        .isCloseTo(tuned, Offset.offset(tuned * 0.01));
  }

  @Test
  void refusesImpossibleParameters() {
    assertThatIllegalArgumentException().isThrownBy(() -> new ConfidenceSequence(0, 10));
    assertThatIllegalArgumentException().isThrownBy(() -> new ConfidenceSequence(1, 10));
    assertThatIllegalArgumentException().isThrownBy(() -> new ConfidenceSequence(0.05, 0));
  }

  @Test
  void levelsAreSharedOut() {
    SignificanceLevels levels = new SignificanceLevels(0.05, 2, 3);

    assertThat(levels.promotion()).isEqualTo(0.025);
    assertThat(levels.rollBack()).isEqualTo(0.00625);
    assertThatIllegalArgumentException().isThrownBy(() -> new SignificanceLevels(0.05, 0, 0));
  }
}
