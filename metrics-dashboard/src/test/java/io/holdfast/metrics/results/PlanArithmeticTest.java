package io.holdfast.metrics.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.metrics.results.ExperimentPlan.Detectable;
import io.holdfast.metrics.results.ExperimentPlan.Need;
import io.holdfast.stickiness.metric.MetricId;
import io.holdfast.stickiness.statistics.Baseline;
import io.holdfast.stickiness.statistics.Inference;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * Expected values: the formula of {@link io.holdfast.stickiness.statistics.PowerAnalysis} with
 * Python's {@code statistics.NormalDist}, searched by bisection; those of two arms are also
 * statsmodels', as beside PowerAnalysis.
 */
class PlanArithmeticTest {

  private static final Baseline SHARE = new Baseline.Proportion(0.2);

  private static PlanQuestion question(List<Double> weights, double coverage, double power) {
    return new PlanQuestion(
        MetricId.parse("retention-day-7"),
        0.2,
        null,
        0.02,
        weights,
        coverage,
        0.05,
        power,
        null,
        56);
  }

  @Test
  void twoArms() {
    PlanArithmetic plan = new PlanArithmetic(question(List.of(0.5, 0.5), 1, 0.8), SHARE, 1400.0);

    assertThat(plan.maturityDays()).isEqualTo(8);
    assertThat(plan.need(Inference.ALWAYS_VALID))
        .isEqualTo(new Need(24_920L, List.of(12_460L, 12_460L), 26L, true));
    assertThat(plan.need(Inference.FIXED_HORIZON))
        .isEqualTo(new Need(13_019L, List.of(6510L, 6510L), 18L, true));

    List<Detectable> detectable = plan.detectable();
    assertThat(detectable).extracting(Detectable::day).containsExactly(7, 14, 28);
    assertThat(detectable).extracting(Detectable::users).containsExactly(0L, 8400L, 28_000L);
    assertThat(detectable.getFirst().alwaysValid()).isNull();
    assertThat(detectable.getFirst().fixedHorizon()).isNull();
    assertNear(detectable.get(1).alwaysValid(), 0.034866026215053435);
    assertNear(detectable.get(1).fixedHorizon(), 0.02500573336570441);
    assertNear(detectable.get(2).alwaysValid(), 0.01884936799969862);
    assertNear(detectable.get(2).fixedHorizon(), 0.013560866187431861);
  }

  /** At α / 2 the smaller challenger needs 42,881 and 25,112 users of its pair, 0.7 of all. */
  @Test
  void theSmallestOfSeveralChallengersDecides() {
    PlanArithmetic plan =
        new PlanArithmetic(question(List.of(0.5, 0.3, 0.2), 0.5, 0.9), SHARE, 500.0);

    assertThat(plan.alphaPerChallenger()).isEqualTo(0.025);
    assertThat(plan.need(Inference.ALWAYS_VALID))
        .isEqualTo(new Need(61_259L, List.of(30_630L, 18_378L, 12_252L), 254L, false));
    assertThat(plan.need(Inference.FIXED_HORIZON))
        .isEqualTo(new Need(35_875L, List.of(17_938L, 10_763L, 7175L), 152L, false));
    assertThat(plan.detectable().getLast().users()).isEqualTo(5000);
    assertNear(plan.detectable().getLast().alwaysValid(), 0.07394927770885405);
    assertNear(plan.detectable().getLast().fixedHorizon(), 0.054915860476990506);
  }

  @Test
  void meansByTheirVariance() {
    PlanQuestion question =
        new PlanQuestion(
            MetricId.parse("session-seconds"),
            null,
            1600.0,
            3,
            List.of(0.5, 0.5),
            1,
            0.05,
            0.9,
            null,
            30);
    PlanArithmetic plan = new PlanArithmetic(question, new Baseline.Value(1600), 500.0);

    assertThat(plan.need(Inference.ALWAYS_VALID))
        .isEqualTo(new Need(13_252L, List.of(6626L, 6626L), 34L, false));
    assertThat(plan.need(Inference.FIXED_HORIZON))
        .isEqualTo(new Need(7472L, List.of(3736L, 3736L), 22L, true));
  }

  @Test
  void withoutTrafficThereAreUsersAndNoDays() {
    PlanArithmetic plan = new PlanArithmetic(question(List.of(0.5, 0.5), 1, 0.8), SHARE, null);

    assertThat(plan.need(Inference.ALWAYS_VALID))
        .isEqualTo(new Need(24_920L, List.of(12_460L, 12_460L), null, null));
    assertThat(plan.detectable().getLast()).isEqualTo(new Detectable(28, null, null, null));
  }

  @Test
  void saysWhenNoNumberOfUsersWouldDo() {
    PlanQuestion question =
        new PlanQuestion(
            MetricId.parse("session-seconds"),
            null,
            1e30,
            1e-6,
            List.of(0.5, 0.5),
            1,
            0.05,
            0.8,
            null,
            56);
    PlanArithmetic plan = new PlanArithmetic(question, new Baseline.Value(1e30), 500.0);

    assertThat(plan.need(Inference.ALWAYS_VALID)).isEqualTo(new Need(null, null, null, null));
  }

  private static void assertNear(double actual, double expected) {
    assertThat(actual).isCloseTo(expected, Offset.offset(1e-9));
  }
}
