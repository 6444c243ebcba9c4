package io.holdfast.contracts.log;

import static io.holdfast.contracts.log.LogDatabase.NOON;
import static io.holdfast.contracts.log.LogDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.contracts.event.AssignedVariant;
import io.holdfast.contracts.event.AssignmentReason;
import io.holdfast.contracts.event.DecisionPolicy;
import io.holdfast.contracts.event.ErasureConfirmed;
import io.holdfast.contracts.event.Event;
import io.holdfast.contracts.event.EventKind;
import io.holdfast.contracts.event.ExperimentChanged;
import io.holdfast.contracts.event.ExperimentState;
import io.holdfast.contracts.event.ExperimentVariant;
import io.holdfast.contracts.event.ExposureRecorded;
import io.holdfast.contracts.event.RecommendationServed;
import io.holdfast.contracts.event.RecommendationServed.Trigger;
import io.holdfast.contracts.log.LogConsumer.Step;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FirstExposuresIT {
  private static final String KEY = "home-als";

  private LogDatabase database;
  private FirstExposures exposures;
  private LogConsumer consumer;

  @BeforeEach
  void start() {
    database = new LogDatabase();
    await(
        database
            .pool
            .query(
                """
                CREATE TABLE sticky_variant (
                  user_id text NOT NULL,
                  experiment_key text NOT NULL,
                  variant text NOT NULL,
                  exposed_at timestamptz NOT NULL,
                  PRIMARY KEY (user_id, experiment_key))
                """)
            .execute());
    exposures = new FirstExposures(database.pool, database.log, "recommender", "recommender-api");
    consumer = exposures.consumer();
    await(consumer.register());
  }

  @AfterEach
  void stop() {
    database.close();
  }

  @Test
  void theEarliestExposureWinsWhereverItIsTold() {
    append(
        served("u", Trigger.USER, 2, seen("b", AssignmentReason.SPLIT)),
        served("u", Trigger.USER, 3, seen("c", AssignmentReason.SPLIT)));
    assertThat(variant("u")).isEqualTo("b");
    append(exposure("u", 1, seen("a", AssignmentReason.STICKY)));
    assertThat(variant("u")).isEqualTo("a");
    append(exposure("u", 4, seen("b", AssignmentReason.SPLIT)));
    assertThat(variant("u")).isEqualTo("a");
    assertThat(variant("somebody-else")).isNull();
  }

  @Test
  void whatNobodySawAndWhatNoSplitGaveIsNoExposure() {
    append(
        served("u", Trigger.PREVIEW, 1, seen("a", AssignmentReason.SPLIT)),
        served("u", Trigger.BATCH, 1, seen("a", AssignmentReason.SPLIT)),
        served(null, Trigger.USER, 1, seen("a", AssignmentReason.SPLIT)),
        served("u", Trigger.USER, 1, seen("a", AssignmentReason.FORCED)),
        exposure("u", 1, seen("a", AssignmentReason.HOLDOUT)),
        exposure("u", 1, new AssignedVariant("holdout-q1", 1, "released", AssignmentReason.SPLIT)));
    assertThat(rows()).isZero();
  }

  @Test
  void anErasedUserIsForgottenAndTheErasureConfirmed() {
    append(served("u", Trigger.USER, 1, seen("a", AssignmentReason.SPLIT)));
    UUID erasure = UUID.randomUUID();
    await(
        database.pool.withTransaction(
            connection -> database.log.eraseUser(connection, erasure, "u", NOON)));
    append(served("v", Trigger.USER, 1, seen("b", AssignmentReason.SPLIT)));

    assertThat(variant("u")).isNull();
    assertThat(variant("v")).isEqualTo("b");
    List<LoggedEvent> confirmed =
        await(database.log.read(0, 10, EnumSet.of(EventKind.ERASURE_CONFIRMED)));
    assertThat(confirmed)
        .extracting(each -> (ErasureConfirmed) each.event())
        .extracting(ErasureConfirmed::erasureId, ErasureConfirmed::consumer)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(erasure, "recommender-api"));
  }

  @Test
  void anArchivedExperimentIsForgotten() {
    append(
        served("u", Trigger.USER, 1, seen("a", AssignmentReason.SPLIT)),
        changed(ExperimentState.STOPPED));
    assertThat(variant("u")).isEqualTo("a");
    append(changed(ExperimentState.ARCHIVED));
    assertThat(rows()).isZero();
  }

  private void append(Event... events) {
    await(database.log.append(List.of(events)));
    while (await(consumer.step()) == Step.ADVANCED) {
      // Reads on to the head.
    }
  }

  private String variant(String userId) {
    return await(exposures.of(userId)).variant(KEY, 0);
  }

  private long rows() {
    return await(database.pool.query("SELECT count(*) FROM sticky_variant").execute())
        .iterator()
        .next()
        .getLong(0);
  }

  private static AssignedVariant seen(String variant, AssignmentReason reason) {
    return new AssignedVariant(KEY, 2, variant, reason);
  }

  private static RecommendationServed served(
      String userId, Trigger trigger, int minute, AssignedVariant seen) {
    return new RecommendationServed(
        UUID.randomUUID(),
        userId,
        "home",
        1,
        null,
        "popular",
        List.of(),
        List.of(seen),
        Map.of(),
        trigger,
        NOON.plus(Duration.ofMinutes(minute)));
  }

  private static ExposureRecorded exposure(String userId, int minute, AssignedVariant seen) {
    return new ExposureRecorded(
        UUID.randomUUID(), userId, seen, Map.of(), NOON.plus(Duration.ofMinutes(minute)));
  }

  private static ExperimentChanged changed(ExperimentState state) {
    return new ExperimentChanged(
        UUID.randomUUID(),
        3,
        KEY,
        KEY,
        state,
        "home",
        null,
        1,
        List.of(new ExperimentVariant("a", 1, null, Map.of())),
        "a",
        null,
        new DecisionPolicy("retention-day-7", List.of(), 0.05, 1, 1, DecisionPolicy.Mode.AUTOMATIC),
        100,
        NOON,
        NOON,
        NOON);
  }
}
