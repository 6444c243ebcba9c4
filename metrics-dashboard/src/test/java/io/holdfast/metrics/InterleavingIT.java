package io.holdfast.metrics;

import static io.holdfast.metrics.Story.CHALLENGER;
import static io.holdfast.metrics.Story.CONTROL;
import static io.holdfast.metrics.Story.at;
import static io.holdfast.metrics.Story.clock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.holdfast.contracts.event.AssignedVariant;
import io.holdfast.contracts.event.AssignmentReason;
import io.holdfast.contracts.event.Event;
import io.holdfast.contracts.event.ExperimentChanged;
import io.holdfast.contracts.event.Interaction;
import io.holdfast.contracts.event.Interleaving;
import io.holdfast.contracts.event.RecommendationServed;
import io.holdfast.contracts.event.RecommendationServed.Trigger;
import io.holdfast.contracts.event.ServedItem;
import io.holdfast.metrics.results.InterleavingResults;
import io.holdfast.metrics.results.InterleavingResults.Ranking;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What mixed lists and the interactions with them come to. */
class InterleavingIT {

  private static MetricsDatabase metrics;

  @BeforeAll
  static void open() {
    metrics = new MetricsDatabase();
  }

  @BeforeEach
  void reset() {
    metrics.reset();
  }

  @AfterAll
  static void close() {
    metrics.close();
  }

  private static ExperimentChanged interleaved() {
    ExperimentChanged split = Story.experiment();
    return new ExperimentChanged(
        split.eventId(),
        split.revision(),
        split.key(),
        split.name(),
        split.state(),
        split.scenario(),
        Interleaving.STANDARD,
        split.coverage(),
        split.variants(),
        split.control(),
        split.bandit(),
        split.policy(),
        500,
        split.startedAt(),
        split.stoppedAt(),
        split.occurredAt());
  }

  /** Control's c1 and c2, the challenger's x1 and x2, and left, which only one ranking had. */
  private static RecommendationServed mixed(String user, Instant at) {
    return mixed(user, at, Trigger.USER);
  }

  private static RecommendationServed mixed(String user, Instant at, Trigger trigger) {
    return new RecommendationServed(
        UUID.nameUUIDFromBytes((user + at + trigger).getBytes(StandardCharsets.UTF_8)),
        user,
        "home",
        1,
        null,
        RecommendationServed.SOURCE_INTERLEAVED,
        List.of(
            item("c1", 0, CONTROL),
            item("x1", 1, CHALLENGER),
            item("x2", 2, CHALLENGER),
            item("c2", 3, CONTROL),
            item("left", 4, null)),
        List.of(new AssignedVariant(Story.KEY, 1, CONTROL, AssignmentReason.INTERLEAVED)),
        Map.of(),
        trigger,
        at);
  }

  private static ServedItem item(String id, int position, String team) {
    return new ServedItem(id, position, 1, null, team);
  }

  private static Interaction on(RecommendationServed list, String item, String type, int hours) {
    return on(list, list.userId(), item, type, hours);
  }

  private static Interaction on(
      RecommendationServed list, String user, String item, String type, int hours) {
    return new Interaction(
        UUID.randomUUID(),
        user,
        item,
        type,
        null,
        null,
        list.servedAt().plus(Duration.ofHours(hours)).plusSeconds(5),
        null,
        list.requestId(),
        null,
        Map.of(),
        false);
  }

  private static InterleavingResults results() {
    return metrics.interleaving(Story.KEY).orElseThrow();
  }

  @Test
  void creditGoesToTheTeamOnceAnItemWithinTheWindow() {
    RecommendationServed list = mixed("a", at(0, 10, 0));
    RecommendationServed preview = mixed("b", at(0, 10, 0), Trigger.PREVIEW);
    metrics
        .append(interleaved())
        .append(
            list,
            preview,
            on(list, "x1", "click", 0),
            on(list, "x1", "purchase", 1),
            on(list, "c1", "play", 23),
            on(list, "x2", "click", 24),
            on(list, "c2", "view", 0),
            on(list, "left", "click", 0),
            on(list, "absent", "click", 0),
            on(list, "b", "c2", "click", 0),
            on(preview, "x1", "click", 0),
            clock(9, 1))
        .consume();

    InterleavingResults results = results();
    assertThat(results.users()).isEqualTo(1);
    assertThat(results.control()).isEqualTo(new Ranking(CONTROL, 0, 1));
    assertThat(results.challenger()).isEqualTo(new Ranking(CHALLENGER, 0, 1));
    assertThat(results.ties()).isEqualTo(1);
    assertThat(results.preference().status()).isEqualTo("inconclusive");
    assertThat(results.preference().reason()).isEqualTo("too-few-users");
    assertThat(results.preference().value()).isNull();
  }

  @Test
  void aClickMayComeBeforeItsList() {
    RecommendationServed list = mixed("a", at(0, 10, 0));
    metrics
        .append(interleaved())
        .append(on(list, "x1", "click", 0))
        .consume()
        .append(list)
        .consume()
        .append(clock(9, 1))
        .consume();

    assertThat(results().challenger()).isEqualTo(new Ranking(CHALLENGER, 1, 1));
    assertThat(metrics.rows("SELECT * FROM interleaving_claim")).isEmpty();
  }

  /** Seven days from the first list at 10:00 of day 0, and a day of attribution: day 8, 10:00. */
  @Test
  void aUserEntersOnceWhenAllIsFinalAndOnlyTheSumsAreKept() {
    RecommendationServed first = mixed("a", at(0, 10, 0));
    RecommendationServed last = mixed("a", at(7, 9, 59));
    RecommendationServed beyond = mixed("a", at(7, 10, 0));
    metrics
        .append(interleaved())
        .append(last, beyond, on(last, "c1", "click", 1), on(beyond, "x1", "click", 1))
        .append(on(beyond, "x2", "click", 1), first, clock(8, 2))
        .consume();
    assertThat(results().users()).isZero();
    assertThat(results().awaited()).isEqualTo(1);

    metrics.append(clock(9, 2)).consume();
    assertThat(results().control()).isEqualTo(new Ranking(CONTROL, 1, 1));
    assertThat(results().challenger()).isEqualTo(new Ranking(CHALLENGER, 0, 0));
    assertThat(results().lists()).isEqualTo(2);
    assertThat(results().awaited()).isZero();
    assertThat(metrics.rows("SELECT * FROM interleaved_list")).isEmpty();

    RecommendationServed late = mixed("a", at(9, 10, 0));
    metrics
        .append(late, on(late, "x1", "click", 0), on(first, "x1", "click", 2), clock(12, 2))
        .consume();
    assertThat(results().users()).isEqualTo(1);
    assertThat(results().challenger()).isEqualTo(new Ranking(CHALLENGER, 0, 0));
    assertThat(metrics.rows("SELECT * FROM interleaved_list")).isEmpty();
    assertThat(metrics.rows("SELECT * FROM interleaving_claim")).isEmpty();
  }

  @Test
  void nobodyIsExposedToAVariant() {
    metrics
        .append(interleaved())
        .append(
            mixed("a", at(0, 10, 0)),
            Story.served("held", CONTROL, at(0, 10, 0), Trigger.USER, AssignmentReason.HOLDOUT),
            Story.exposed("told", CHALLENGER, at(0, 11, 0)),
            clock(9, 1))
        .consume();

    assertThat(metrics.rows("SELECT * FROM exposure")).isEmpty();
    assertThat(metrics.results().interleaved()).isTrue();
    assertThat(metrics.results().untrustworthy()).isEmpty();
    assertThat(results().withoutCredit()).isEqualTo(1);
  }

  @Test
  void anExperimentThatSplitsHasNoSuchResults() {
    metrics.append(Story.experiment()).consume();

    assertThat(metrics.interleaving(Story.KEY)).isEmpty();
    assertThat(metrics.results().interleaved()).isFalse();
  }

  /** The users of a seeded life over twelve days, the challenger preferred by most. */
  private static List<List<Event>> life() {
    Random random = new Random(17);
    List<List<Event>> life = new ArrayList<>();
    life.add(List.of(interleaved()));
    for (int day = 0; day < 12; day++) {
      List<Event> events = new ArrayList<>();
      for (int user = 0; user < 120; user++) {
        if (day == user % 4 || random.nextInt(3) == 0) {
          RecommendationServed list = mixed("u" + user, at(day, random.nextInt(20), 0));
          events.add(list);
          for (String item : List.of("x1", "x2", "c1", "c2")) {
            if (random.nextInt(10) < (item.startsWith("x") ? 5 : 2)) {
              events.add(on(list, item, "click", random.nextInt(3)));
            }
          }
        }
      }
      Collections.shuffle(events, random);
      life.add(events);
      life.add(List.of(clock(day + 1, 2)));
    }
    return life;
  }

  @Test
  void aPreferenceIsFoundAndARebuildFindsTheSame() {
    life().forEach(metrics::append);
    metrics.consume(37);
    InterleavingResults results = results();
    Map<String, List<String>> once = metrics.everything();

    assertThat(results.users()).isGreaterThan(100);
    assertThat(results.preference().status()).isEqualTo("estimate");
    long decided = results.control().preferredBy() + results.challenger().preferredBy();
    assertThat(results.preference().value())
        .isCloseTo(
            (results.challenger().preferredBy() + results.ties() / 2.0) / (decided + results.ties())
                - 0.5,
            within(1e-12));
    assertThat(results.preference().alwaysValidInterval().getFirst()).isPositive();
    assertThat(results.preference().p()).isLessThan(0.001);

    assertThat(metrics.startOver().consume(4000).everything()).isEqualTo(once);
    assertThat(metrics.startOver().consume(11).everything()).isEqualTo(once);
    assertThat(results()).isEqualTo(results);
  }

  @Test
  void anErasedUserLeavesNoTrace() {
    List<List<Event>> life = life();
    life.forEach(metrics::append);
    metrics.consume().erase("u0", at(12, 3, 0)).erase("u1", at(12, 3, 0)).consume();
    Map<String, List<String>> erased = metrics.everything();

    metrics.reset();
    for (List<Event> events : life) {
      metrics.append(
          events.stream().filter(event -> !isOf(event, "u0") && !isOf(event, "u1")).toList());
    }
    metrics.consume();
    assertThat(metrics.everything()).isEqualTo(erased);
  }

  private static boolean isOf(Event event, String user) {
    return switch (event) {
      case Interaction interaction -> interaction.userId().equals(user);
      case RecommendationServed served -> user.equals(served.userId());
      default -> false;
    };
  }
}
