package io.holdfast.experiment;

import static io.restassured.RestAssured.given;

import io.holdfast.contracts.clock.Clock;
import io.holdfast.contracts.event.ClockAdvanced;
import io.holdfast.contracts.event.Event;
import io.holdfast.contracts.event.EventKind;
import io.holdfast.contracts.event.ModelActivated;
import io.holdfast.contracts.event.ModelReference;
import io.holdfast.contracts.event.ModelRegistered;
import io.holdfast.contracts.log.LoggedEvent;
import io.holdfast.contracts.log.PgEventLog;
import io.holdfast.service.testing.PostgresTestResource;
import io.holdfast.service.testing.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * What the tests of the running service share: a real database, event time that the test advances,
 * a peer in the place of metrics-dashboard, and the keys. All of them run on one application, so
 * every test uses a key and a scenario of its own.
 */
@QuarkusTestResource(
    value = PostgresTestResource.class,
    initArgs = {
      @ResourceArg(name = "role", value = "experiment"),
      @ResourceArg(name = "clock", value = "event")
    })
@QuarkusTestResource(MetricsPeerResource.class)
abstract class ServiceIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Instant FIRST_DAY = Instant.parse("2027-01-01T00:00:00Z");
  private static final AtomicInteger NAMES = new AtomicInteger();

  @Inject PgEventLog log;
  @Inject Clock clock;
  MetricsPeer peer;

  static RequestSpecification as(String secret) {
    return given().header("X-API-Key", secret).contentType(ContentType.JSON);
  }

  static RequestSpecification experimenter() {
    return as(TestKeys.EXPERIMENT);
  }

  /** A word that no other test has. */
  static String unique(String prefix) {
    return prefix + "-" + NAMES.incrementAndGet();
  }

  /** A valid experiment in a scenario of its own. */
  static Experiment experiment(String key) {
    return new Experiment(key);
  }

  /** The body of an experiment to be sent. */
  static final class Experiment {
    final Map<String, Object> body = new java.util.LinkedHashMap<>();

    private Experiment(String key) {
      body.put("key", key);
      body.put("name", "Try " + key);
      body.put("scenario", "scenario-" + key);
      body.put("coverage", 1.0);
      body.put("control", "control");
      body.put(
          "variants",
          List.of(variant("control", 0.5, "popular"), variant("challenger", 0.5, "als")));
      body.put(
          "policy",
          Map.of(
              "successMetric",
              "retention-day-7",
              "alpha",
              0.05,
              "minimumUsers",
              100,
              "minimumDays",
              3,
              "mode",
              "automatic"));
      body.put("plannedUsers", 2000);
    }

    Experiment with(String field, Object value) {
      if (value == null) {
        body.remove(field);
      } else {
        body.put(field, value);
      }
      return this;
    }

    String key() {
      return (String) body.get("key");
    }

    ValidatableResponse create() {
      return experimenter().body(body).post("/v1/experiments").then();
    }

    Experiment created() {
      create().statusCode(201);
      return this;
    }

    Experiment started() {
      created();
      post(key(), "start").statusCode(200);
      return this;
    }
  }

  static Map<String, Object> variant(String name, double weight, String model) {
    return Map.of("name", name, "weight", weight, "model", model, "parameters", Map.of());
  }

  /** A valid experiment whose flag gives those values, to users who meet the condition. */
  static Experiment flag(
      String key, Object control, Object challenger, Map<String, Object> condition) {
    return experiment(key)
        .with(
            "variants",
            List.of(arm("control", "popular", control), arm("challenger", "als", challenger)))
        .with("condition", condition);
  }

  private static Map<String, Object> arm(String name, String model, Object value) {
    return Map.of("name", name, "weight", 0.5, "model", model, "value", value);
  }

  /** Pauses an experiment as another replica would. */
  static void pauseElsewhere(String key) {
    executeAsOwner(
        "update experiment.experiment set state = 'paused', revision = revision + 1 where key = '"
            + key
            + "'");
  }

  static ValidatableResponse post(String key, String action) {
    return experimenter().post("/v1/experiments/" + key + "/" + action).then();
  }

  static ValidatableResponse get(String key) {
    return experimenter().get("/v1/experiments/" + key).then();
  }

  /** Lets event time reach that instant, and the service know it. */
  void advance(Instant to) {
    append(new ClockAdvanced(UUID.randomUUID(), to));
    await("the clock", () -> !clock.now().isBefore(to));
  }

  /** The first hour of the next day, which makes that day the watermark day. */
  Instant nextDay() {
    Instant now = clock.now();
    Instant day =
        now.isBefore(FIRST_DAY)
            ? FIRST_DAY
            : now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1));
    advance(day.plus(Duration.ofHours(1)));
    return day;
  }

  /** Makes sure that event time has begun and both models of {@link Experiment} are known. */
  void begin() {
    if (clock.now().isBefore(FIRST_DAY)) {
      nextDay();
    }
    if (count("select count(*) from experiment.model where name in ('popular', 'als')") < 2) {
      register("popular@1", "als@1");
      activate("popular@1", null);
    }
  }

  void register(String... models) {
    for (String model : models) {
      ModelReference reference = ModelReference.parse(model);
      append(
          new ModelRegistered(
              UUID.randomUUID(), reference, reference.name(), "d1", Map.of(), clock.now()));
    }
    await(
        "the registration",
        () ->
            count(
                    "select count(*) from experiment.model where name || '@' || version = ?",
                    models[models.length - 1])
                == 1);
  }

  void activate(String model, UUID decision) {
    append(
        new ModelActivated(
            UUID.randomUUID(), ModelReference.parse(model), null, decision, null, clock.now()));
    await(
        "the activation",
        () ->
            count(
                    "select count(*) from experiment.model where active and name || '@' || version"
                        + " = ?",
                    model)
                == 1);
  }

  void append(Event event) {
    log.append(List.of(event)).await().atMost(PATIENCE);
  }

  /** The events of that kind about that experiment, in order. */
  <T extends Event> List<T> events(Class<T> type, String key) {
    List<LoggedEvent> all =
        log.read(0, 10_000, EnumSet.of(EventKind.EXPERIMENT_CHANGED, EventKind.DECISION_MADE))
            .await()
            .atMost(PATIENCE);
    List<T> matching = new ArrayList<>();
    for (LoggedEvent logged : all) {
      String of =
          switch (logged.event()) {
            case io.holdfast.contracts.event.ExperimentChanged changed -> changed.key();
            case io.holdfast.contracts.event.DecisionMade made -> made.experimentKey();
            default -> null;
          };
      if (key.equals(of) && type.isInstance(logged.event())) {
        matching.add(type.cast(logged.event()));
      }
    }
    return matching;
  }

  static void await(String what, BooleanSupplier condition) {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      if (Instant.now().isAfter(deadline)) {
        throw new AssertionError(what + " did not come within " + PATIENCE);
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(e);
      }
    }
  }

  static long count(String sql, Object... parameters) {
    try (Connection connection = connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int k = 0; k < parameters.length; k++) {
        statement.setObject(k + 1, parameters[k]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Changes the database behind the service's back. */
  static void executeAsOwner(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static Connection connect() throws SQLException {
    return DriverManager.getConnection(
        ConfigProvider.getConfig().getValue(PostgresTestResource.JDBC_URL, String.class));
  }
}
