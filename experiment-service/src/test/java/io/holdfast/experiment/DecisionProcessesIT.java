package io.holdfast.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.experiment.MetricsPeer.Arm;
import io.holdfast.experiment.MetricsPeer.Counts;
import io.holdfast.experiment.ServiceProcesses.Instance;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two real processes behind one database decide once, and after SIGKILL at any moment too. */
class DecisionProcessesIT {
  private static final Instant FIRST = Instant.parse("2027-01-01T01:00:00Z");
  private static final Instant DAY = Instant.parse("2027-01-02T00:00:00Z");
  private static final List<String> KEYS = List.of("one", "two", "three", "four");

  /** What every append waits for: {@code event_log.log_lock()}. */
  private static final String LOG_LOCK = "5207240814351823470";

  @TempDir Path folder;

  @Test
  void decideOnceTogetherAndAfterBothWereKilled() throws Exception {
    try (ServiceProcesses services = new ServiceProcesses(folder)) {
      Instance first = services.start();
      Instance second = services.launch();
      services.advance(FIRST);
      services.registerModels(FIRST, "popular@1", "als@1");
      ServiceProcesses.await(
          "the models", () -> services.count("select count(*) from experiment.model") == 2);
      services.awaitReady(second);

      for (String key : KEYS) {
        begin(services, first, key, DAY);
      }
      // A peer so slow that the two meet at every experiment.
      services.peer.beforeAnswer(() -> pause(100));
      services.advance(DAY.plus(Duration.ofHours(1)));
      for (String key : KEYS) {
        awaitEvaluated(services, key, DAY);
        decidedOnce(services, key);
      }
      services.peer.beforeAnswer(() -> {});

      killedBeforeTheCommit(services, second);
    }
  }

  /** The evaluation waits for the log, its last step, when both processes are killed. */
  private static void killedBeforeTheCommit(ServiceProcesses services, Instance instance)
      throws Exception {
    Instant day = DAY.plus(Duration.ofDays(1));
    begin(services, instance, "killed", day);
    try (Connection connection = services.connect();
        Statement statement = connection.createStatement()) {
      CountDownLatch locked = new CountDownLatch(1);
      services.peer.beforeAnswer(() -> pass(locked));
      services.advance(day.plus(Duration.ofHours(1)));
      // Held by this session, so that whoever appends waits.
      statement.execute("select pg_advisory_lock(" + LOG_LOCK + ")");
      locked.countDown();
      ServiceProcesses.await("the append", () -> services.count(waiting()) > 0);
      services.kill();
      statement.execute("select pg_advisory_unlock(" + LOG_LOCK + ")");
      ServiceProcesses.await(
          "the end of its connections", () -> services.count(connections()) == 0);
    }
    assertThat(services.count(made(), "killed")).isZero();
    Instance again = services.start();
    awaitEvaluated(services, "killed", day);
    decidedOnce(services, "killed");
    assertThat(again.process().isAlive()).isTrue();
  }

  private static void begin(ServiceProcesses services, Instance instance, String key, Instant day) {
    services
        .as(instance)
        .body(
            Map.of(
                "key",
                key,
                "name",
                key,
                "scenario",
                "scenario-" + key,
                "coverage",
                1.0,
                "control",
                "control",
                "variants",
                List.of(
                    Map.of("name", "control", "weight", 0.5, "model", "popular@1"),
                    Map.of("name", "challenger", "weight", 0.5, "model", "als@1")),
                "policy",
                Map.of(
                    "successMetric",
                    "retention-day-7",
                    "alpha",
                    0.05,
                    "minimumUsers",
                    0,
                    "minimumDays",
                    0,
                    "mode",
                    "automatic"),
                "plannedUsers",
                2000))
        .post("/v1/experiments")
        .then()
        .statusCode(201);
    services.as(instance).post("/v1/experiments/" + key + "/start").then().statusCode(200);
    services.peer.knows(
        key,
        new Counts(
            day,
            2,
            List.of(new Arm("control", 500, 100), new Arm("challenger", 500, 200)),
            List.of()));
  }

  private static void awaitEvaluated(ServiceProcesses services, String key, Instant day)
      throws Exception {
    ServiceProcesses.await(
        "the evaluation of " + key,
        () ->
            services.count(
                    """
                    select count(*) from experiment.evaluation
                    where experiment_key = ? and evaluated_through >= ?::timestamptz
                    """,
                    key,
                    day.toString())
                == 1);
  }

  private static void decidedOnce(ServiceProcesses services, String key) throws SQLException {
    assertThat(services.count(made(), key)).isEqualTo(1);
    assertThat(
            services.count(
                """
                select count(*) from experiment.decision
                where experiment_key = ? and action = 'promote' and applied
                """,
                key))
        .isEqualTo(1);
    assertThat(
            services.count(
                """
                select revision from experiment.experiment where key = ? and state = 'stopped'
                """,
                key))
        .isEqualTo(3);
  }

  private static String made() {
    return """
    select count(*) from event_log.event
    where kind = 'DecisionMade' and payload ->> 'experimentKey' = ?
    """;
  }

  private static String waiting() {
    return """
    select count(*) from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock' and wait_event = 'advisory'
    """;
  }

  private static String connections() {
    return """
    select count(*) from pg_stat_activity
    where datname = current_database() and usename = 'holdfast_experiment'
    """;
  }

  private static void pass(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
