package io.holdfast.metrics;

import io.holdfast.contracts.clock.WallClock;
import io.holdfast.contracts.event.Event;
import io.holdfast.contracts.log.ErasureKey;
import io.holdfast.contracts.log.EventLogMigration;
import io.holdfast.contracts.log.LogConsumer;
import io.holdfast.contracts.log.LogConsumer.Step;
import io.holdfast.contracts.log.LogSelection;
import io.holdfast.contracts.log.PgEventLog;
import io.holdfast.contracts.log.Roles;
import io.holdfast.metrics.domain.Figures;
import io.holdfast.metrics.results.ExperimentResults;
import io.holdfast.metrics.results.ExperimentRetention;
import io.holdfast.metrics.results.InterleavingResults;
import io.holdfast.metrics.results.MeasureExperiment;
import io.holdfast.metrics.results.MeasureInterleaving;
import io.holdfast.metrics.results.MeasureProduct;
import io.holdfast.metrics.results.MeasureReturns;
import io.holdfast.metrics.results.Now;
import io.holdfast.metrics.rollup.ApplyEvents;
import io.holdfast.metrics.rollup.EvaluationTime;
import io.holdfast.metrics.store.PgFigures;
import io.holdfast.metrics.store.PgLedgers;
import io.holdfast.postgres.Database;
import io.holdfast.postgres.EmbeddedDatabase;
import io.holdfast.stickiness.bitmap.UserSet;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.flywaydb.core.Flyway;

/**
 * A fresh database with the log and the metrics schema, and the engine on it in event time with a
 * lateness of an hour, without HTTP.
 */
public final class MetricsDatabase implements AutoCloseable {

  public static final EvaluationTime EVENT_TIME = new EvaluationTime(true, Duration.ofHours(1));

  /** The fewest users of a segment that are told here. */
  public static final long MINIMUM_SEGMENT_USERS = 3;

  private static final String CONSUMER = "metrics-dashboard";
  private static final String PASSWORD = "password";
  private static final Vertx VERTX = Vertx.vertx();
  private static final ErasureKey ERASURE_KEY =
      new ErasureKey("0123456789abcdef".getBytes(StandardCharsets.UTF_8));

  private final Database database = EmbeddedDatabase.shared().createDatabase();
  public final Pool pool;
  public final PgEventLog log;
  public final Figures figures;
  private final EvaluationTime time;

  public MetricsDatabase() {
    this(EVENT_TIME);
  }

  public MetricsDatabase(EvaluationTime time) {
    this.time = time;
    try {
      database.execute(Roles.sql(PASSWORD));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    EventLogMigration.migrate(database.jdbcUrl(), Roles.METRICS, PASSWORD);
    Flyway.configure()
        .dataSource(database.jdbcUrl(), Roles.METRICS, PASSWORD)
        .schemas("metrics")
        .load()
        .migrate();
    pool = pool(Roles.METRICS);
    log = new PgEventLog(pool, ERASURE_KEY);
    figures = new PgFigures(pool);
    await(consumer(1).register());
  }

  private Pool pool(String role) {
    PgConnectOptions connect =
        PgConnectOptions.fromUri(database.uri())
            .setUser(role)
            .setPassword(PASSWORD)
            .setCachePreparedStatements(true)
            .addProperty("plan_cache_mode", "force_custom_plan");
    return PgBuilder.pool()
        .connectingTo(connect)
        .with(new PoolOptions().setMaxSize(4))
        .using(VERTX)
        .build();
  }

  /** What the service needs to be told to run on this database. */
  Map<String, String> serviceOptions() {
    return Map.of(
        "holdfast.database.host",
        database.host(),
        "holdfast.database.port",
        Integer.toString(database.port()),
        "holdfast.database.name",
        database.name(),
        "holdfast.database.username",
        Roles.METRICS,
        "holdfast.database.password",
        PASSWORD,
        "holdfast.clock",
        "event");
  }

  /** Where the consumer's cursor is. */
  long position() {
    return await(consumer(1).position());
  }

  public static <T> T await(Uni<T> uni) {
    return uni.await().atMost(Duration.ofSeconds(60));
  }

  public MetricsDatabase append(Event... events) {
    return append(List.of(events));
  }

  public MetricsDatabase append(List<? extends Event> events) {
    await(log.append(events));
    return this;
  }

  public MetricsDatabase erase(String userId, Instant at) {
    Pool recommender = pool(Roles.RECOMMENDER);
    PgEventLog itsLog = new PgEventLog(recommender, ERASURE_KEY);
    await(
        recommender.withTransaction(
            connection -> itsLog.eraseUser(connection, UUID.randomUUID(), userId, at)));
    await(recommender.close());
    return this;
  }

  public LogConsumer consumer(int batchSize) {
    return consumer(batchSize, Uni.createFrom().voidItem());
  }

  /** A consumer whose step does something more after the effects, before the cursor moves. */
  public LogConsumer consumer(int batchSize, Uni<Void> afterEffects) {
    ApplyEvents apply = new ApplyEvents(time);
    return new LogConsumer(
        pool,
        CONSUMER,
        LogSelection.withoutItems(ApplyEvents.KINDS),
        batchSize,
        (connection, events) ->
            apply
                .apply(new PgLedgers().in(connection), events)
                .chain(
                    confirmations ->
                        confirmations.isEmpty()
                            ? Uni.createFrom().voidItem()
                            : log.append(connection, confirmations).replaceWithVoid())
                .chain(() -> afterEffects));
  }

  public MetricsDatabase consume() {
    return consume(4000);
  }

  public MetricsDatabase consume(int batchSize) {
    LogConsumer consumer = consumer(batchSize);
    while (await(consumer.step()) == Step.ADVANCED) {
      // until the head
    }
    return this;
  }

  /** As new, without the cost of a new database. */
  public MetricsDatabase reset() {
    try {
      database.execute(
          """
          TRUNCATE event_log.interaction, event_log.recommendation_served, event_log.event,
            event_log.erasure, metrics.evaluation
          """);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return startOver();
  }

  public MetricsDatabase startOver() {
    await(
        pool.withTransaction(
            connection ->
                connection
                    .query("UPDATE event_log.consumer SET position = 0")
                    .execute()
                    .chain(() -> new PgLedgers().in(connection).progress().clear())));
    return this;
  }

  public ExperimentResults results() {
    return results(0.05);
  }

  public ExperimentResults results(double alpha) {
    return await(measure().results(Story.KEY, alpha)).orElseThrow();
  }

  public ExperimentRetention retention() {
    return await(measure().retention(Story.KEY, 0.05)).orElseThrow();
  }

  public MeasureExperiment measure() {
    return new MeasureExperiment(figures, new Now(time, new WallClock()), MINIMUM_SEGMENT_USERS);
  }

  public MeasureReturns returns() {
    return new MeasureReturns(figures, new Now(time, new WallClock()));
  }

  public Optional<InterleavingResults> interleaving(String key) {
    return await(
        new MeasureInterleaving(figures, new Now(time, new WallClock())).results(key, 0.05));
  }

  public MeasureProduct product() {
    return new MeasureProduct(figures, new Now(time, new WallClock()));
  }

  public List<String> rows(String sql) {
    List<String> rows = new ArrayList<>();
    for (Row row :
        await(
            pool.query("SELECT t::text FROM (" + sql + ") AS t")
                .execute()
                .onFailure()
                .retry()
                .atMost(3))) {
      rows.add(row.getString(0));
    }
    return rows;
  }

  /** Everything the engine keeps, users by id, so that two databases can be compared. */
  public Map<String, List<String>> everything() {
    Map<String, List<String>> all = new LinkedHashMap<>();
    for (String sql :
        List.of(
            "SELECT user_id, first_active_on, attributes FROM person ORDER BY user_id",
            "SELECT user_id, cluster_start, first_at, last_at, interactions FROM session"
                + " JOIN person USING (user_number) ORDER BY 1, 3",
            "SELECT user_id, key, variant, stratum, e.revision, first_exposed_at, switched,"
                + " corrected, matured_days, returned_days, active_days, context FROM"
                + " exposure_standing e JOIN experiment USING (experiment_number) JOIN person USING"
                + " (user_number) ORDER BY 1, 2",
            "SELECT user_id, key, metric, numerator, denominator, matured_at, frozen_at,"
                + " corrected_numerator, corrected_denominator FROM outcome"
                + " JOIN experiment USING (experiment_number) JOIN person USING (user_number)"
                + " ORDER BY 1, 2, 3",
            "SELECT user_id, experiment_number, segments, active_days, session_seconds FROM profile"
                + " JOIN person USING (user_number) ORDER BY 1, 2",
            "SELECT user_id, experiment_number, session_ended_at, hour FROM return_time"
                + " JOIN person USING (user_number) ORDER BY 1, 2",
            "SELECT user_id, experiment_number, first_served_at, frozen_at, lists, control_credits,"
                + " challenger_credits FROM interleaving_user JOIN person USING (user_number)"
                + " ORDER BY 1, 2",
            "SELECT request_id, served_at, credited FROM interleaved_list ORDER BY 1",
            "SELECT request_id, item_id, type, at FROM interleaving_claim ORDER BY 1, 2, 3, 4",
            "SELECT user_id, experiment_number, buckets FROM session_length"
                + " JOIN person USING (user_number) ORDER BY 1, 2")) {
      all.put(sql, rows(sql));
    }
    all.put("activity", userSets("activity"));
    all.put("cohort", userSets("cohort"));
    all.putAll(rollups());
    return all;
  }

  /** A table of sets as one line a user and day. */
  private List<String> userSets(String table) {
    Map<Integer, String> ids = new HashMap<>();
    for (Row row : await(pool.query("SELECT user_number::int, user_id FROM person").execute())) {
      ids.put(row.getInteger(0), row.getString(1));
    }
    List<String> lines = new ArrayList<>();
    for (Row row : await(pool.query("SELECT day, users FROM " + table).execute())) {
      UserSet.fromBytes(row.getBuffer(1).getBytes())
          .users()
          .forEach(user -> lines.add(row.getLocalDate(0) + " " + ids.get(user)));
    }
    Collections.sort(lines);
    return lines;
  }

  /** What the API reads, in a form that does not depend on how a number is written. */
  public Map<String, List<String>> rollups() {
    Map<String, List<String>> all = new LinkedHashMap<>();
    for (String sql :
        List.of(
            "SELECT * FROM exposure_rollup ORDER BY 1, 2, 3",
            "SELECT * FROM exposure_day_rollup ORDER BY 1, 2, 3, 4",
            "SELECT experiment_number, stratum, variant, metric, users, trim_scale(sum_x),"
                + " trim_scale(sum_y), trim_scale(sum_xx), trim_scale(sum_yy), trim_scale(sum_xy)"
                + " FROM metric_rollup ORDER BY 1, 2, 3, 4",
            "SELECT * FROM retention_rollup ORDER BY 1, 2, 3, 4",
            "SELECT * FROM segment_exposure_rollup ORDER BY 1, 2, 3, 4, 5",
            "SELECT experiment_number, attribute, value, stratum, variant, metric, users,"
                + " trim_scale(sum_x), trim_scale(sum_y), trim_scale(sum_xx), trim_scale(sum_yy),"
                + " trim_scale(sum_xy) FROM segment_rollup ORDER BY 1, 2, 3, 4, 5, 6",
            "SELECT experiment_number, stratum, variant, metric, users, trim_scale(sum_a),"
                + " trim_scale(sum_s), trim_scale(sum_ay), trim_scale(sum_sy), trim_scale(sum_sx),"
                + " trim_scale(sum_sa), trim_scale(sum_ss), trim_scale(sum_xy)"
                + " FROM covariate_rollup ORDER BY 1, 2, 3, 4",
            "SELECT * FROM session_length_rollup ORDER BY 1, 2, 3, 4",
            "SELECT * FROM return_rollup ORDER BY 1, 2, 3, 4",
            "SELECT * FROM return_awaited_rollup ORDER BY 1, 2, 3, 4",
            "SELECT * FROM interleaving_rollup ORDER BY 1",
            "SELECT day, active_users, interactions, sessions, trim_scale(session_seconds)"
                + " FROM daily ORDER BY 1",
            "SELECT * FROM stickiness ORDER BY 1",
            "SELECT * FROM growth ORDER BY 1, 2",
            "SELECT * FROM cohort_retention ORDER BY 1, 2",
            "SELECT event_time, evaluated_through FROM progress")) {
      all.put(sql, rows(sql));
    }
    return all;
  }

  @Override
  public void close() {
    await(pool.close());
  }
}
