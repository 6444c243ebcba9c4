package io.holdfast.stickiness.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Expected values: SciPy 1.17.1, preferences() of reference_values.py. */
class PreferenceEstimateTest {

  private static final int RUNS = 10_000;

  private static PreferenceEstimate estimate(long wins, long losses, long ties) {
    return (PreferenceEstimate) PreferenceOutcome.of(new PairedPreferences(wins, losses, ties));
  }

  private static void assertInterval(Interval actual, double lower, double upper) {
    assertThat(actual.lower()).isCloseTo(lower, within(1e-7));
    assertThat(actual.upper()).isCloseTo(upper, within(1e-7));
  }

  /** Δ by hand: (120 + 60 / 2) / 265 − 1/2. */
  @Test
  void mostUsersDecide() {
    PreferenceEstimate estimate = estimate(120, 85, 60);

    assertThat(estimate.preference()).isCloseTo(150.0 / 265 - 0.5, within(1e-15));
    assertThat(estimate.pValue()).isCloseTo(0.014505065391959523, within(1e-12));
    assertThat(estimate.standardError()).isCloseTo(0.02675897214720874, within(1e-14));
    assertInterval(estimate.interval(0.05), 0.013141457497553315, 0.11732403857028993);
    assertInterval(
        estimate.alwaysValidInterval(0.05, 500), -0.01625644119702397, 0.14833191289513717);
  }

  @Test
  void noTies() {
    PreferenceEstimate estimate = estimate(30, 4, 0);

    assertThat(estimate.pValue()).isCloseTo(8.235705275029582e-06, within(1e-15));
    assertInterval(estimate.interval(0.05), 0.2337915732271228, 0.4532855331878323);
    assertInterval(estimate.alwaysValidInterval(0.05, 500), 0.14226119155904993, 0.5);
  }

  @Test
  void mostlyTies() {
    PreferenceEstimate estimate = estimate(9, 16, 200);

    assertThat(estimate.pValue()).isCloseTo(0.16151331846753808, within(1e-12));
    assertInterval(estimate.interval(0.05), -0.03906844598768658, 0.006643254271974462);
    assertInterval(
        estimate.alwaysValidInterval(0.05, 500), -0.049934158752548245, 0.01882304764143713);
  }

  @Test
  void theIntervalLeavesOutZeroExactlyWhenThePIsBelowTheLevel() {
    SplittableRandom random = new SplittableRandom(31);
    for (int k = 0; k < 500; k++) {
      PreferenceEstimate estimate =
          estimate(random.nextInt(10, 120), random.nextInt(10, 120), random.nextInt(100));

      assertThat(estimate.interval(0.05).contains(0)).isEqualTo(estimate.pValue() >= 0.05);
      assertThat(estimate.alwaysValidInterval(0.05, 200).contains(0))
          .isEqualTo(estimate.alwaysValidPValue(0.05, 200) >= 0.05);
    }
  }

  @Test
  void theOtherRankingsViewIsTheMirrorImage() {
    Interval one = estimate(50, 30, 7).interval(0.01);
    Interval other = estimate(30, 50, 7).interval(0.01);

    assertInterval(one, -other.upper(), -other.lower());
  }

  @Test
  void unanimousUsersHaveAnIntervalToo() {
    PreferenceEstimate estimate = estimate(25, 0, 0);

    assertThat(estimate.preference()).isEqualTo(0.5);
    assertThat(estimate.interval(0.05).upper()).isCloseTo(0.5, within(1e-9));
    assertThat(estimate.interval(0.05).lower()).isBetween(0.3, 0.5);
  }

  @Test
  void fewUsersTellNothing() {
    assertThat(PreferenceOutcome.of(new PairedPreferences(15, 4, 1_000)))
        .isEqualTo(new Inconclusive(InconclusiveReason.TOO_FEW_USERS));
    assertThat(PreferenceOutcome.of(new PairedPreferences(16, 4, 0)))
        .isInstanceOf(PreferenceEstimate.class);
    assertThatIllegalArgumentException().isThrownBy(() -> new PairedPreferences(-1, 0, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PreferenceEstimate(new PairedPreferences(0, 0, 9)));
  }

  /** A user's preference when each click goes to the challenger with some probability. */
  private static int preference(SplittableRandom random, double challenger) {
    int clicks = 1 + random.nextInt(6);
    return Integer.signum(2 * Draws.binomial(random, clicks, challenger) - clicks);
  }

  @Test
  void equalRankingsRaiseTheAlarmAsOftenAsTheLevelSays() {
    SplittableRandom random = new SplittableRandom(32);
    int alarms = 0;
    for (int run = 0; run < RUNS; run++) {
      long[] counts = new long[3];
      for (int user = 0; user < 400; user++) {
        counts[1 + preference(random, 0.5)]++;
      }
      alarms += estimate(counts[2], counts[0], counts[1]).pValue() < 0.05 ? 1 : 0;
    }

    assertThat((double) alarms / RUNS).isBetween(0.045, 0.055);
  }

  @Test
  void equalRankingsRarelyRaiseTheAlwaysValidAlarmOverAllLooks() {
    SplittableRandom random = new SplittableRandom(33);
    int runs = 2_000;
    int alarms = 0;
    for (int run = 0; run < runs; run++) {
      long[] counts = new long[3];
      boolean alarm = false;
      for (int user = 1; user <= 400; user++) {
        counts[1 + preference(random, 0.5)]++;
        alarm |=
            user % 20 == 0
                && PreferenceOutcome.of(new PairedPreferences(counts[2], counts[0], counts[1]))
                    instanceof PreferenceEstimate estimate
                && !estimate.alwaysValidInterval(0.05, 400).contains(0);
      }
      alarms += alarm ? 1 : 0;
    }

    assertThat((double) alarms / runs).isLessThanOrEqualTo(0.05);
  }
}
