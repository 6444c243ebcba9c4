package io.holdfast.benchmarks.metrics;

import io.holdfast.contracts.event.AssignedVariant;
import io.holdfast.contracts.event.AssignmentReason;
import io.holdfast.contracts.event.ClockAdvanced;
import io.holdfast.contracts.event.DecisionPolicy;
import io.holdfast.contracts.event.Event;
import io.holdfast.contracts.event.ExperimentChanged;
import io.holdfast.contracts.event.ExperimentState;
import io.holdfast.contracts.event.ExperimentVariant;
import io.holdfast.contracts.event.ModelReference;
import io.holdfast.contracts.event.ServedItem;
import io.holdfast.contracts.json.Json;
import io.holdfast.postgres.Database;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * A log of a product's life, the same for the same seed but for the day it ends on, which is
 * yesterday.
 *
 * <p>Users arrive evenly over the first three quarters of the days and come back on a day with a
 * probability of their own that follows a power law (density ∝ p⁻³, from 0.02 to 0.9): most come
 * once or twice, a few every day. A session is a visit, one or two lists of ten items that carry
 * the user's variant of every experiment, and a geometric number of views and clicks. At the end of
 * each day the event clock is set an hour past midnight, so that the day is evaluated. Rows are
 * written by {@code COPY}, in order of time.
 */
final class SeededLog {

  private static final String[] COUNTRIES = {"DE", "FR", "IT", "PL", "US"};
  private static final String[] PLATFORMS = {"web", "ios", "android"};
  private static final int ITEMS = 20_000;
  private static final double LEAST_RETURN = 0.02;
  private static final double MOST_RETURN = 0.9;

  private final Settings settings;
  private final Instant start;
  private final SplittableRandom random;
  private final StringBuilder interactions = new StringBuilder();
  private final StringBuilder served = new StringBuilder();
  private final StringBuilder others = new StringBuilder();
  private long position;

  /**
   * What to make.
   *
   * @param users how many ever come
   * @param days for how long
   * @param experiments how many run, each with two variants
   * @param goesOn how likely another view or click is after each thing a user does in a session
   * @param seed of everything random
   */
  record Settings(int users, int days, int experiments, double goesOn, long seed) {}

  /** Something that happens at a moment; {@code action} 0 is a list, the others interactions. */
  private record Moment(long millis, int user, int action) {}

  SeededLog(Settings settings) {
    this.settings = settings;
    this.random = new SplittableRandom(settings.seed());
    this.start = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(settings.days()));
  }

  /** Writes it into a migrated, empty log; returns how many events there are. */
  long write(Database database) throws SQLException, IOException {
    try (Connection connection = database.connect()) {
      CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
      experiments().forEach(experiment -> other(experiment));
      for (int day = 0; day < settings.days(); day++) {
        moments(day).forEach(this::write);
        Instant next = start.plus(Duration.ofDays(day + 1)).plus(Duration.ofHours(1));
        other(new ClockAdvanced(uuid(), next));
        flush(copy);
      }
      try (Statement statement = connection.createStatement()) {
        statement.execute("SELECT setval('event_log.log_position', %d)".formatted(position));
        statement.execute("VACUUM ANALYZE");
      }
    }
    return position;
  }

  private List<ExperimentChanged> experiments() {
    return IntStream.range(0, settings.experiments()).mapToObj(this::experiment).toList();
  }

  private ExperimentChanged experiment(int number) {
    return new ExperimentChanged(
        uuid(),
        1,
        "experiment-" + number,
        "Experiment " + number,
        ExperimentState.RUNNING,
        "home",
        null,
        1.0,
        List.of(variant("control", "popular@1"), variant("challenger", "als@1")),
        "control",
        null,
        new DecisionPolicy(
            "retention-day-7",
            List.of(new DecisionPolicy.Guardrail("session-seconds", 5)),
            0.05,
            500,
            14,
            DecisionPolicy.Mode.AUTOMATIC),
        settings.users(),
        start,
        null,
        start);
  }

  private static ExperimentVariant variant(String name, String model) {
    return new ExperimentVariant(name, 0.5, ModelReference.parse(model), Map.of());
  }

  private List<Moment> moments(int day) {
    List<Moment> moments = new ArrayList<>();
    for (int user = 0; user < settings.users(); user++) {
      SplittableRandom traits = new SplittableRandom(settings.seed() * 31 + user);
      int entry = traits.nextInt(Math.max(1, settings.days() * 3 / 4));
      double returns = Math.min(MOST_RETURN, LEAST_RETURN / Math.sqrt(1 - traits.nextDouble()));
      if (day == entry || (day > entry && random.nextDouble() < returns)) {
        session(day, user, moments);
      }
    }
    moments.sort(Comparator.comparingLong(Moment::millis));
    return moments;
  }

  private void session(int day, int user, List<Moment> moments) {
    long at =
        start.plus(Duration.ofDays(day)).toEpochMilli()
            + random.nextLong(Duration.ofHours(23).toMillis());
    moments.add(new Moment(at, user, 1));
    moments.add(new Moment(at + 200, user, 0));
    while (random.nextDouble() < settings.goesOn()) {
      at += 1_000 + random.nextLong(240_000);
      moments.add(new Moment(at, user, 2 + random.nextInt(2)));
    }
    if (random.nextBoolean()) {
      moments.add(new Moment(at + 500, user, 0));
    }
  }

  private void write(Moment moment) {
    Instant at = Instant.ofEpochMilli(moment.millis());
    if (moment.action() == 0) {
      list(at, moment.user());
      return;
    }
    boolean visit = moment.action() == 1;
    String type = visit ? "visit" : moment.action() == 2 ? "view" : "click";
    row(
        interactions,
        ++position,
        uuid(),
        at,
        "user-" + moment.user(),
        visit ? "\\N" : "item-" + random.nextInt(ITEMS),
        type,
        visit ? "\\N" : uuid(),
        false);
  }

  private void list(Instant at, int user) {
    List<ServedItem> items =
        IntStream.range(0, 10)
            .mapToObj(
                rank ->
                    new ServedItem(
                        "item-" + random.nextInt(ITEMS), rank + 1, random.nextDouble(), null, null))
            .toList();
    List<AssignedVariant> variants =
        IntStream.range(0, settings.experiments())
            .mapToObj(
                number ->
                    new AssignedVariant(
                        "experiment-" + number,
                        1,
                        (user >> number & 1) == 0 ? "control" : "challenger",
                        AssignmentReason.SPLIT))
            .toList();
    row(
        served,
        ++position,
        uuid(),
        at,
        "user-" + user,
        "home",
        1,
        "als@1",
        "model",
        Json.write(items),
        Json.write(variants),
        Json.write(
            Map.of(
                "country", COUNTRIES[user % COUNTRIES.length],
                "platform", PLATFORMS[user % PLATFORMS.length])),
        "user");
  }

  private void other(Event event) {
    row(
        others,
        ++position,
        event.eventId(),
        event.occurredAt(),
        event.kind().wire(),
        Json.write(event));
  }

  private UUID uuid() {
    return new UUID(random.nextLong(), random.nextLong());
  }

  private static void row(StringBuilder rows, Object... columns) {
    for (int column = 0; column < columns.length; column++) {
      rows.append(column == 0 ? "" : "\t").append(columns[column]);
    }
    rows.append('\n');
  }

  private void flush(CopyManager copy) throws SQLException, IOException {
    copy(
        copy,
        "interaction (position, event_id, occurred_at, user_id, item_id, type, request_id,"
            + " historical)",
        interactions);
    copy(
        copy,
        "recommendation_served (position, event_id, occurred_at, user_id, scenario,"
            + " scenario_version, model, source, items, experiments, context, trigger)",
        served);
    copy(copy, "event (position, event_id, occurred_at, kind, payload)", others);
  }

  private static void copy(CopyManager copy, String table, StringBuilder rows)
      throws SQLException, IOException {
    copy.copyIn("COPY event_log." + table + " FROM STDIN", new StringReader(rows.toString()));
    rows.setLength(0);
  }
}
