package io.holdfast.metrics.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.contracts.event.ClockAdvanced;
import io.holdfast.contracts.event.Event;
import io.holdfast.contracts.event.Interaction;
import io.holdfast.contracts.event.UserErased;
import io.holdfast.contracts.log.LoggedEvent;
import io.holdfast.metrics.domain.Progress.Evaluation;
import io.holdfast.metrics.domain.Progress.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StepsTest {

  private static final Instant DAY = Instant.parse("2026-01-02T00:00:00Z");
  private static final EvaluationTime EVENT = new EvaluationTime(true, Duration.ofHours(1));
  private static final EvaluationTime WALL = new EvaluationTime(false, Duration.ofHours(1));
  private static final Standing NOTHING = new Standing(null, null, null);

  private static List<LoggedEvent> log(Event... events) {
    List<LoggedEvent> log = new ArrayList<>();
    for (Event event : events) {
      log.add(new LoggedEvent(10L * (log.size() + 1), event));
    }
    return log;
  }

  private static Interaction visit() {
    return new Interaction(
        UUID.randomUUID(),
        "a",
        null,
        Interaction.VISIT,
        null,
        null,
        DAY,
        null,
        null,
        null,
        null,
        false);
  }

  private static ClockAdvanced clock(Duration afterMidnight) {
    return new ClockAdvanced(UUID.randomUUID(), DAY.plus(afterMidnight));
  }

  private static List<String> kinds(List<Step> steps) {
    return steps.stream().map(step -> step.getClass().getSimpleName()).toList();
  }

  @Test
  void factsStayTogetherUntilOrderMatters() {
    UserErased erased = new UserErased(UUID.randomUUID(), "a", "hash", DAY);
    List<Step> steps = Steps.of(log(visit(), visit(), erased, visit()), EVENT, NOTHING, List.of());
    assertThat(kinds(steps)).containsExactly("Facts", "Erase", "Facts");
    assertThat(((Step.Facts) steps.getFirst()).interactions()).hasSize(2);
    assertThat(((Step.Facts) steps.getFirst()).position()).isEqualTo(20);
  }

  @Test
  void onlyANewWatermarkDayCutsInEventTime() {
    List<Step> steps =
        Steps.of(
            log(
                clock(Duration.ofMinutes(59)),
                visit(),
                clock(Duration.ofHours(1)),
                visit(),
                clock(Duration.ofHours(2)),
                visit()),
            EVENT,
            new Standing(DAY, DAY.minus(Duration.ofDays(1)), null),
            List.of());
    assertThat(kinds(steps)).containsExactly("Facts", "Advance", "Evaluate", "Facts", "Advance");
    assertThat(((Step.Evaluate) steps.get(2)).evaluation()).isEqualTo(new Evaluation(DAY, 30));
    assertThat(((Step.Facts) steps.get(3)).interactions()).hasSize(2);
    assertThat(((Step.Advance) steps.get(4)).eventTime()).isEqualTo(DAY.plus(Duration.ofHours(2)));
  }

  @Test
  void wallTimeIgnoresClockEventsAndRepeatsTheJournalWhereItWas() {
    Evaluation first = new Evaluation(DAY, 10);
    Evaluation second = new Evaluation(DAY.plus(Duration.ofDays(1)), 25);
    Evaluation later = new Evaluation(DAY.plus(Duration.ofDays(2)), 30);
    List<Step> steps =
        Steps.of(
            log(visit(), visit(), clock(Duration.ofDays(9))),
            WALL,
            NOTHING,
            List.of(first, second, later));
    assertThat(kinds(steps)).containsExactly("Facts", "Evaluate", "Facts", "Evaluate");
    assertThat(((Step.Evaluate) steps.get(1)).evaluation()).isEqualTo(first);
    assertThat(((Step.Evaluate) steps.get(3)).evaluation()).isEqualTo(second);
  }
}
