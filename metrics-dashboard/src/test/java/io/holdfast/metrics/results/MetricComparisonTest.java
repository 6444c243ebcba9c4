package io.holdfast.metrics.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.holdfast.metrics.results.ExperimentResults.Arm;
import io.holdfast.metrics.results.ExperimentResults.Variant;
import io.holdfast.stickiness.statistics.MetricKind;
import io.holdfast.stickiness.statistics.PairMoments;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The formulas are tested where they live; here is that the right ones are asked. */
class MetricComparisonTest {

  private static final MetricComparison COMPARISON =
      new MetricComparison("control", weights(), 2000, 0.05, true);

  private static Map<String, Double> weights() {
    Map<String, Double> weights = new LinkedHashMap<>();
    weights.put("control", 0.75);
    weights.put("challenger", 0.25);
    return weights;
  }

  private static PairMoments users(int users, int returned) {
    PairMoments moments = PairMoments.EMPTY;
    for (int user = 0; user < users; user++) {
      moments = moments.plus(user < returned ? 1 : 0, 1);
    }
    return moments;
  }

  private static StratifiedArms arms(PairMoments control, PairMoments challenger) {
    StratifiedArms arms = new StratifiedArms();
    arms.add(0, "control", control);
    arms.add(0, "challenger", challenger);
    return arms;
  }

  private static Variant challenger(MetricKind kind, StratifiedArms arms) {
    return COMPARISON.beside(
        kind, "challenger", arms, new CovariateArms(List.of()), Optional.empty());
  }

  /** 40 of 100 against 55 of 100: SE² = 0.4·0.6/100 + 0.55·0.45/100 = 0.004875, pooled p 0.475. */
  @Test
  void aProportionIsComparedUnpooledAndTestedPooled() {
    StratifiedArms arms = arms(users(100, 40), users(100, 55));
    Variant challenger = challenger(MetricKind.PROPORTION, arms);
    double error = Math.sqrt(0.004875);
    assertThat(COMPARISON.arm(MetricKind.PROPORTION, "control", arms).value())
        .isEqualTo(0.4, within(1e-12));
    assertThat(challenger.oneLook().difference()).isEqualTo(0.15, within(1e-12));
    assertThat(challenger.oneLook().relativeLift()).isEqualTo(0.375, within(1e-12));
    assertThat(challenger.oneLook().standardError()).isEqualTo(error, within(1e-12));
    assertThat(challenger.oneLook().interval().getFirst())
        .isEqualTo(0.15 - 1.959963984540054 * error, within(1e-9));
    // z = 0.15 / √(0.475·0.525·2/100) = 2.12398
    assertThat(challenger.oneLook().p()).isEqualTo(0.0336709, within(1e-5));
    // Design §4 by hand, with t = 200 and N* = 2000.
    double rho2 = (-2 * Math.log(0.05) + Math.log(1 - 2 * Math.log(0.05))) / 2000;
    double sigma = Math.sqrt(200 * (0.24 * 100 / 99 / 100 + 0.2475 * 100 / 99 / 100));
    double half =
        sigma
            * Math.sqrt(
                2
                    * (200 * rho2 + 1)
                    / (200.0 * 200 * rho2)
                    * Math.log(Math.sqrt(200 * rho2 + 1) / 0.05));
    assertThat(challenger.everyDay().alwaysValidInterval().getFirst())
        .isEqualTo(0.15 - half, within(1e-9));
    assertThat(challenger.everyDay().alwaysValidInterval().getLast())
        .isEqualTo(0.15 + half, within(1e-9));
  }

  @Test
  void anArmsShareOfThePlanIsItsWeight() {
    assertThat(COMPARISON.plannedUsersOf("control")).isEqualTo(1500);
    assertThat(COMPARISON.plannedUsersOf("challenger")).isEqualTo(500);
    assertThat(COMPARISON.plannedUsersOf("stranger")).isEqualTo(1);
  }

  @Test
  void theIntervalOfAShareStaysBetweenNothingAndAll() {
    StratifiedArms arms = arms(users(10, 1), users(10, 9));
    Arm control = COMPARISON.arm(MetricKind.PROPORTION, "control", arms);
    assertThat(control.valueInterval().getFirst()).isZero();
    assertThat(challenger(MetricKind.PROPORTION, arms).valueInterval().getLast()).isEqualTo(1);
  }

  @Test
  void aVariantThatNobodyHasMaturedInIsInconclusive() {
    StratifiedArms arms = new StratifiedArms();
    arms.add(0, "control", users(100, 40));
    Variant challenger = challenger(MetricKind.RATIO, arms);
    assertThat(challenger.status()).isEqualTo("inconclusive");
    assertThat(challenger.reason()).isEqualTo("too-few-users");
    assertThat(challenger.n()).isZero();
    assertThat(challenger.value()).isNull();
  }

  @Test
  void onABrokenSplitTheArmsAreDescribedAndNotCompared() {
    StratifiedArms arms = arms(users(100, 40), users(100, 55));
    Variant challenger =
        COMPARISON
            .onlyIf(false)
            .beside(
                MetricKind.PROPORTION,
                "challenger",
                arms,
                new CovariateArms(List.of()),
                Optional.of(0.1));
    assertThat(challenger.status()).isEqualTo("inconclusive");
    assertThat(challenger.reason()).isEqualTo("sample-ratio-mismatch");
    assertThat(challenger.value()).isEqualTo(0.55, within(1e-12));
    assertThat(challenger.valueInterval()).hasSize(2);
    assertThat(challenger.oneLook().difference()).isNull();
    assertThat(challenger.nonInferiority()).isNull();
  }

  /**
   * Nobody is better off in either period (0.4 and 0.4, then 0.5 and 0.5), but most of the
   * challenger's users came in the better one: put together they would differ by 0.05.
   */
  @Test
  void aChangeOfWeightsIsNoEffect() {
    StratifiedArms arms = arms(users(100, 40), users(100, 40));
    arms.add(1, "control", users(20, 10));
    arms.add(1, "challenger", users(180, 90));
    Variant challenger = challenger(MetricKind.PROPORTION, arms);
    assertThat(challenger.n()).isEqualTo(280);
    assertThat(challenger.value()).isEqualTo(130 / 280.0, within(1e-12));
    assertThat(COMPARISON.arm(MetricKind.PROPORTION, "control", arms).value())
        .isEqualTo(50 / 120.0, within(1e-12));
    assertThat(challenger.oneLook().difference()).isEqualTo(0, within(1e-12));
    // Both periods have 200 of the 400 users: SE² = (0.24/99·2 + 0.25/19 + 0.25/179) / 4.
    assertThat(challenger.oneLook().standardError())
        .isEqualTo(Math.sqrt((0.24 / 99 * 2 + 0.25 / 19 + 0.25 / 179) / 4), within(1e-12));
  }
}
