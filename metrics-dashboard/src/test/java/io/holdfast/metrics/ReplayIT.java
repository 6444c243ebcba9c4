package io.holdfast.metrics;

import static io.holdfast.metrics.Story.CHALLENGER;
import static io.holdfast.metrics.Story.CONTROL;
import static io.holdfast.metrics.Story.at;
import static io.holdfast.metrics.Story.clock;
import static io.holdfast.metrics.Story.experiment;
import static io.holdfast.metrics.Story.served;
import static io.holdfast.metrics.Story.visit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.contracts.event.Event;
import io.holdfast.contracts.event.EventKind;
import io.holdfast.contracts.event.Interaction;
import io.holdfast.contracts.event.RecommendationServed;
import io.holdfast.contracts.log.LogConsumer;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same log gives the same figures: however it is cut, interrupted, shuffled or read again. */
class ReplayIT {

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

  /**
   * A life of sixty-one users over 36 days, some of them known before, with late events, a switcher
   * and a change of weights.
   */
  private static List<List<Event>> eventfulLife() {
    List<List<Event>> life = new ArrayList<>();
    Story.life(60, 36, 11).forEach(day -> life.add(new ArrayList<>(day)));
    life.getFirst().addFirst(experiment());
    for (int user = 0; user < 30; user++) {
      life.getFirst().add(visit("u" + user, at(0, 0, user)));
      life.getFirst().add(visit("u" + user, at(0, 0, user + 9)));
    }
    life.get(1).add(served("u0", CONTROL, at(1, 3, 0)));
    life.get(2).add(served("u0", CHALLENGER, at(2, 3, 0)));
    life.get(6).add(experiment(2, 0.6));
    life.get(2).add(served("late", CONTROL, at(2, 10, 0)));
    life.get(8).add(visit("late", at(3, 12, 0)));
    life.get(20).add(visit("late", at(3, 13, 0)));
    life.get(15).add(visit("u1", at(11, 12, 0)));
    life.get(15).add(visit("u2", at(13, 12, 0)));
    life.get(30).add(visit("u3", at(12, 12, 0)));
    for (int day = 0; day < life.size(); day++) {
      life.get(day).add(clock(day + 1, 1));
    }
    return life;
  }

  private static void live(MetricsDatabase database, List<List<Event>> life, int batchSize) {
    for (List<Event> day : life) {
      int half = day.size() / 2;
      database.append(day.subList(0, half)).consume(batchSize);
      database.append(day.subList(half, day.size())).consume(batchSize);
    }
  }

  @Test
  void aRebuildGivesWhatLiveProcessingGave() {
    live(metrics, eventfulLife(), 37);
    Map<String, List<String>> once = metrics.everything();
    String results = metrics.results().toString();
    assertThat(metrics.rows("SELECT * FROM profile WHERE active_days > 0")).isNotEmpty();
    assertThat(metrics.rows("SELECT * FROM session_length_rollup")).isNotEmpty();
    assertThat(metrics.results().lateCorrections()).isPositive();
    assertThat(metrics.results().lateIgnored()).isPositive();
    assertThat(metrics.results().matured().users()).isEqualTo(61);

    metrics.startOver();
    assertThat(metrics.rows("SELECT * FROM exposure")).isEmpty();
    metrics.consume(4000);
    assertThat(metrics.everything()).isEqualTo(once);
    assertThat(metrics.results()).hasToString(results);

    metrics.startOver().consume(101);
    assertThat(metrics.everything()).isEqualTo(once);
  }

  @Test
  void eventsOfADayMayComeInAnyOrder() {
    List<List<Event>> life = eventfulLife();
    live(metrics, life, 50);
    Map<String, List<String>> inOrder = metrics.everything();

    metrics.reset();
    Random random = new Random(3);
    List<List<Event>> shuffled = new ArrayList<>();
    for (List<Event> day : life) {
      List<Event> mixed = new ArrayList<>(day.stream().filter(ReplayIT::isOfAUser).toList());
      Collections.shuffle(mixed, random);
      List<Event> told = new ArrayList<>();
      day.stream().filter(event -> event.kind() == EventKind.EXPERIMENT_CHANGED).forEach(told::add);
      told.addAll(mixed);
      told.add(day.getLast());
      shuffled.add(told);
    }
    live(metrics, shuffled, 61);
    assertThat(metrics.everything()).isEqualTo(inOrder);
  }

  private static boolean isOfAUser(Event event) {
    return event instanceof Interaction || event instanceof RecommendationServed;
  }

  @Test
  void killedBetweenEffectAndCursorEverythingCountsOnce() {
    metrics.append(
        experiment(), visit("a", at(0, 9, 0)), served("a", CONTROL, at(0, 10, 0)), clock(3, 1));
    LogConsumer dying =
        metrics.consumer(
            100, Uni.createFrom().failure(() -> new IllegalStateException("killed here")));
    assertThatThrownBy(() -> MetricsDatabase.await(dying.step())).hasMessageContaining("killed");
    assertThat(metrics.rows("SELECT * FROM activity")).isEmpty();
    assertThat(metrics.rows("SELECT * FROM metric_rollup")).isEmpty();

    metrics.consume();
    Map<String, List<String>> once = metrics.everything();
    assertThat(metrics.rows("SELECT interactions FROM daily")).containsExactly("(1)");
    assertThat(metrics.rows("SELECT users FROM exposure_rollup")).containsExactly("(1)");
    metrics.consume();
    assertThat(metrics.everything()).isEqualTo(once);
  }

  /** A connection that the server ends in the middle of a batch leaves nothing behind either. */
  @Test
  void aLostConnectionLeavesNothingBehind() {
    metrics.append(experiment(), visit("a", at(0, 9, 0)), served("a", CONTROL, at(0, 10, 0)));
    Uni<Void> cut =
        metrics
            .pool
            .query(
                """
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE state = 'idle in transaction' AND datname = current_database()
                  AND usename = current_user
                """)
            .execute()
            .replaceWithVoid();
    assertThatThrownBy(() -> MetricsDatabase.await(metrics.consumer(100, cut).step()))
        .isInstanceOf(Exception.class);
    assertThat(metrics.rows("SELECT * FROM activity")).isEmpty();
    metrics.consume();
    assertThat(metrics.rows("SELECT interactions FROM daily")).containsExactly("(1)");
  }

  @Test
  void anErasedUserLeavesNoTraceInAnySum() {
    List<List<Event>> life = eventfulLife();
    live(metrics, life, 100);
    metrics.erase("u1", at(36, 2, 0)).erase("u0", at(36, 2, 0)).consume();
    Map<String, List<String>> erased = metrics.everything();
    assertThat(metrics.rows("SELECT user_id FROM person WHERE user_id IN ('u0', 'u1')")).isEmpty();
    assertThat(
            metrics.rows(
                "SELECT payload->>'consumer' FROM event_log.event WHERE kind = 'ErasureConfirmed'"))
        .containsExactly("(metrics-dashboard)", "(metrics-dashboard)");

    // As if the two had never been.
    metrics.reset();
    List<List<Event>> without = new ArrayList<>();
    for (List<Event> day : life) {
      without.add(day.stream().filter(event -> !isOf(event, "u0") && !isOf(event, "u1")).toList());
    }
    live(metrics, without, 100);
    assertThat(erased).isEqualTo(metrics.everything());
  }

  private static boolean isOf(Event event, String user) {
    return switch (event) {
      case Interaction interaction -> interaction.userId().equals(user);
      case RecommendationServed served -> user.equals(served.userId());
      default -> false;
    };
  }

  @Test
  void aReplayConfirmsAnErasureNoSecondTime() {
    metrics.append(experiment(), visit("a", at(0, 9, 0))).consume();
    metrics.erase("a", at(0, 10, 0)).consume();
    metrics.startOver().consume();
    assertThat(
            MetricsDatabase.await(
                metrics.log.read(0, 100, EnumSet.of(EventKind.ERASURE_CONFIRMED))))
        .hasSize(1);
    // An erasure of someone who was never seen is confirmed too.
    metrics.erase("nobody", at(0, 11, 0)).consume();
    assertThat(
            MetricsDatabase.await(
                metrics.log.read(0, 100, EnumSet.of(EventKind.ERASURE_CONFIRMED))))
        .hasSize(2);
  }
}
