package io.holdfast.contracts.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.contracts.decision.ExperimentResults.Challenger;
import io.holdfast.contracts.decision.ExperimentResults.Interval;
import io.holdfast.contracts.decision.ExperimentResults.Metric;
import io.holdfast.contracts.decision.Outcome.KeepRunning;
import io.holdfast.contracts.decision.Outcome.Promote;
import io.holdfast.contracts.decision.Outcome.RollBack;
import io.holdfast.contracts.decision.Outcome.Verdict;
import io.holdfast.contracts.event.DecisionPolicy;
import io.holdfast.contracts.event.DecisionPolicy.Guardrail;
import io.holdfast.contracts.event.DecisionPolicy.Mode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DecisionRuleTest {
  private static final Instant START = Instant.parse("2027-01-01T09:30:00Z");
  private static final Instant DAY = Instant.parse("2027-01-20T00:00:00Z");
  private static final String SUCCESS = "retention-day-7";
  private static final String SECONDS = "session-seconds";
  private static final Double[] NONE = null;

  /** One challenger and one guardrail (margin 10), by four bounds at each level. */
  static Stream<Arguments> oneChallenger() {
    return Stream.of(
        row("better", b(0.01, 0.2), b(-5, 5), "promote", "success-above-zero", "guardrails-held"),
        row("zero is not above zero", b(0, 0.2), b(-5, 5), "keep", "success-undecided"),
        row("contains zero", b(-0.1, 0.2), b(-5, 5), "keep", "success-undecided"),
        row(
            "better, guardrail open",
            b(0.01, 0.2),
            b(-12, 5),
            "keep",
            "guardrail-undecided:session-seconds"),
        row(
            "better, guardrail at its margin",
            b(0.01, 0.2),
            b(-10, 5),
            "keep",
            "guardrail-undecided:session-seconds"),
        row("worse", b(-0.2, -0.01), b(-5, 5), "roll-back", "success-below-zero"),
        row("at most zero", b(-0.2, 0), b(-5, 5), "keep", "success-undecided"),
        row(
            "guardrail broken",
            b(0.01, 0.2),
            b(-30, -11),
            "roll-back",
            "guardrail-broken:session-seconds"),
        row(
            "guardrail's upper bound at the margin",
            b(0.01, 0.2),
            b(-30, -10),
            "keep",
            "guardrail-undecided:session-seconds"),
        row(
            "both broken",
            b(-0.2, -0.01),
            b(-30, -11),
            "roll-back",
            "success-below-zero",
            "guardrail-broken:session-seconds"),
        row("success inconclusive", NONE, b(-5, 5), "keep", "success-inconclusive"),
        row(
            "guardrail inconclusive",
            b(0.01, 0.2),
            NONE,
            "keep",
            "guardrail-inconclusive:session-seconds"),
        row(
            "nothing known",
            NONE,
            NONE,
            "keep",
            "success-inconclusive",
            "guardrail-inconclusive:session-seconds"),
        row("harm needs one bound only", b(-0.2, -0.01), NONE, "roll-back", "success-below-zero"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void oneChallenger(
      String name, Double[] success, Double[] guardrail, String action, List<String> reasons) {
    ExperimentResults results =
        results(
            metric(SUCCESS, 500, arm("a", 500, success)),
            metric(SECONDS, 500, arm("a", 500, guardrail)));
    Outcome outcome = decide(policy(new Guardrail(SECONDS, 10)), List.of("a"), results, results);
    assertThat(action(outcome)).isEqualTo(action);
    assertThat(outcome.reasons()).containsExactlyElementsOf(reasons);
  }

  @Test
  void promotesByOneLevelAndRollsBackByAnother() {
    ExperimentResults narrow = results(metric(SUCCESS, 500, arm("a", 500, b(-0.2, -0.01))));
    ExperimentResults wide = results(metric(SUCCESS, 500, arm("a", 500, b(-0.3, 0.05))));
    assertThat(decide(policy(), List.of("a"), narrow, wide)).isInstanceOf(KeepRunning.class);
    ExperimentResults narrowBetter = results(metric(SUCCESS, 500, arm("a", 500, b(0.01, 0.2))));
    ExperimentResults wideBetter = results(metric(SUCCESS, 500, arm("a", 500, b(-0.05, 0.3))));
    assertThat(decide(policy(), List.of("a"), narrowBetter, wideBetter))
        .isInstanceOf(Promote.class);
  }

  @Test
  void sharesAlphaAmongChallengersAndBounds() {
    DecisionPolicy two = policy(new Guardrail(SECONDS, 10), new Guardrail("active-days-28", 1));
    assertThat(Levels.of(two, 1)).isEqualTo(new Levels(0.05, 0.05 / 3));
    assertThat(Levels.of(two, 4)).isEqualTo(new Levels(0.0125, 0.0125 / 3));
    assertThat(Levels.of(policy(), 1)).isEqualTo(new Levels(0.05, 0.05));
    assertThatThrownBy(() -> Levels.of(two, 0)).hasMessageContaining("0");
  }

  @Test
  void waitsForWhatWasPlanned() {
    ExperimentResults better = results(metric(SUCCESS, 499, arm("a", 500, b(0.01, 0.2))));
    assertThat(decide(policy(1000, 18), List.of("a"), better, better).reasons())
        .containsExactly("minimum-users", "success-above-zero");
    assertThat(decide(policy(999, 18), List.of("a"), better, better)).isInstanceOf(Promote.class);
    // 1 January 9:30 to 20 January 0:00 is 18 whole days.
    assertThat(decide(policy(999, 19), List.of("a"), better, better).reasons())
        .containsExactly("minimum-days", "success-above-zero");
  }

  @Test
  void endsHarmBeforeWhatWasPlanned() {
    ExperimentResults worse = results(metric(SUCCESS, 20, arm("a", 20, b(-0.3, -0.01))));
    assertThat(decide(policy(1000, 100), List.of("a"), worse, worse)).isInstanceOf(RollBack.class);
  }

  @Test
  void promotesNothingThatCannotBeTrusted() {
    Metric better = metric(SUCCESS, 500, arm("a", 500, b(0.01, 0.2)));
    ExperimentResults marked = results(List.of("switchers"), true, better);
    assertThat(decide(policy(), List.of("a"), marked, marked).reasons())
        .containsExactly("untrustworthy:switchers", "success-above-zero");
    ExperimentResults mismatch = results(List.of(), false, better);
    assertThat(decide(policy(), List.of("a"), mismatch, mismatch).reasons())
        .containsExactly("sample-ratio-mismatch", "success-above-zero");
    ExperimentResults unknown = results(List.of(), null, better);
    assertThat(decide(policy(), List.of("a"), unknown, unknown).reasons())
        .containsExactly("sample-ratio-unknown", "success-above-zero");
  }

  /** metrics-dashboard compares nothing then: harm cannot be told from the broken split either. */
  @Test
  void endsNothingByABrokenSplit() {
    ExperimentResults broken =
        results(List.of("sample-ratio-mismatch"), false, metric(SUCCESS, 500, arm("a", 500, NONE)));
    Outcome outcome = decide(policy(), List.of("a"), broken, broken);
    assertThat(outcome).isInstanceOf(KeepRunning.class);
    assertThat(outcome.reasons()).contains("sample-ratio-mismatch", "success-inconclusive");
  }

  @Test
  void promotesTheBestOfThoseThatPass() {
    ExperimentResults results =
        results(
            metric(
                SUCCESS,
                500,
                arm("good", 500, b(0.01, 0.2)),
                arm("best", 500, b(0.03, 0.3)),
                arm("wide", 500, b(-0.1, 0.9)),
                arm("bad", 500, b(-0.3, -0.1))));
    Outcome outcome = decide(policy(), List.of("good", "best", "wide", "bad"), results, results);
    assertThat(outcome).isInstanceOf(Promote.class);
    assertThat(((Promote) outcome).variant()).isEqualTo("best");
    assertThat(outcome.assessments().stream().map(Outcome.Assessment::verdict))
        .containsExactly(Verdict.BETTER, Verdict.BETTER, Verdict.UNDECIDED, Verdict.HARMFUL);
  }

  @Test
  void rollsBackWhenEveryChallengerIsHarmful() {
    ExperimentResults both =
        results(metric(SUCCESS, 500, arm("a", 500, b(-0.2, -0.1)), arm("b", 500, b(-0.3, -0.1))));
    assertThat(decide(policy(), List.of("a", "b"), both, both)).isInstanceOf(RollBack.class);
    ExperimentResults one =
        results(metric(SUCCESS, 500, arm("a", 500, b(-0.2, -0.1)), arm("b", 500, b(-0.3, 0.1))));
    Outcome outcome = decide(policy(), List.of("a", "b"), one, one);
    assertThat(outcome).isInstanceOf(KeepRunning.class);
    assertThat(outcome.reasons()).containsExactly("challenger-harmful:a", "success-undecided");
  }

  @Test
  void neverTakesAnAbsentMetricOrArmForAnAnswer() {
    ExperimentResults nothing = results();
    assertThat(decide(policy(), List.of("a"), nothing, nothing).reasons())
        .containsExactly("minimum-users", "success-inconclusive");
    ExperimentResults other = results(metric(SUCCESS, 500, arm("b", 500, b(0.01, 0.2))));
    assertThat(decide(policy(), List.of("a"), other, other)).isInstanceOf(KeepRunning.class);
  }

  private static Outcome decide(
      DecisionPolicy policy,
      List<String> challengers,
      ExperimentResults promotion,
      ExperimentResults rollBack) {
    return DecisionRule.decide(new Reading(policy, challengers, START, DAY, promotion, rollBack));
  }

  private static DecisionPolicy policy(Guardrail... guardrails) {
    return new DecisionPolicy(SUCCESS, List.of(guardrails), 0.05, 100, 14, Mode.AUTOMATIC);
  }

  private static DecisionPolicy policy(int minimumUsers, int minimumDays) {
    return new DecisionPolicy(SUCCESS, List.of(), 0.05, minimumUsers, minimumDays, Mode.AUTOMATIC);
  }

  private static ExperimentResults results(Metric... metrics) {
    return results(List.of(), true, metrics);
  }

  private static ExperimentResults results(
      List<String> untrustworthy, Boolean healthy, Metric... metrics) {
    return new ExperimentResults(
        "e", 2, DAY.plus(Duration.ofHours(1)), DAY, untrustworthy, healthy, List.of(metrics));
  }

  private static Metric metric(String name, long controlUsers, Challenger... arms) {
    return new Metric(name, controlUsers, List.of(arms));
  }

  private static Challenger arm(String name, long users, Double[] bounds) {
    return bounds == null
        ? new Challenger(name, users, null, null)
        : new Challenger(
            name, users, (bounds[0] + bounds[1]) / 2, new Interval(bounds[0], bounds[1]));
  }

  private static Double[] b(double lower, double upper) {
    return new Double[] {lower, upper};
  }

  private static Arguments row(
      String name, Double[] success, Double[] guardrail, String action, String... reasons) {
    return Arguments.of(name, success, guardrail, action, new ArrayList<>(List.of(reasons)));
  }

  private static String action(Outcome outcome) {
    return switch (outcome) {
      case Promote promote -> "promote";
      case RollBack rollBack -> "roll-back";
      case KeepRunning keep -> "keep";
    };
  }
}
