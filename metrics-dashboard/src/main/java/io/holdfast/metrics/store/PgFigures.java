package io.holdfast.metrics.store;

import io.holdfast.metrics.domain.BreakdownFigures;
import io.holdfast.metrics.domain.Experiment;
import io.holdfast.metrics.domain.Exposures.VariantCount;
import io.holdfast.metrics.domain.Figures;
import io.holdfast.metrics.domain.Interleavings;
import io.holdfast.metrics.domain.Progress.Standing;
import io.holdfast.stickiness.activity.ActiveDaysHistogram;
import io.holdfast.stickiness.activity.GrowthAccounting;
import io.holdfast.stickiness.activity.Stickiness;
import io.holdfast.stickiness.statistics.PairMoments;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The rollups as the API reads them. Thread-safe. */
@Singleton
public class PgFigures implements Figures {

  private final Pool pool;
  private final Statements statements;

  /** Reads from that pool. */
  @Inject
  public PgFigures(Pool pool) {
    this(pool, new Statements(pool));
  }

  private PgFigures(Pool pool, Statements statements) {
    this.pool = pool;
    this.statements = statements;
  }

  @Override
  public <T> Uni<T> atOneMoment(Function<Figures, Uni<T>> read) {
    return pool.withTransaction(
        connection ->
            connection
                .query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
                .execute()
                .chain(() -> read.apply(new PgFigures(pool, new Statements(connection)))));
  }

  @Override
  public Uni<Standing> standing() {
    return new PgProgress(statements).read();
  }

  @Override
  public Uni<Version> version() {
    return statements.one(
        """
        SELECT coalesce(max(c.position), 0), p.event_time, p.evaluated_through, p.changed_from
        FROM progress p LEFT JOIN event_log.consumer c ON c.name = 'metrics-dashboard'
        GROUP BY p.event_time, p.evaluated_through, p.changed_from
        """,
        Tuple.tuple(),
        row ->
            new Version(
                row.getLong(0),
                new Standing(
                    Statements.instant(row, 1),
                    Statements.instant(row, 2),
                    Statements.instant(row, 3))));
  }

  @Override
  public Uni<List<Experiment>> experiments() {
    return new PgExperiments(statements).all();
  }

  @Override
  public Uni<Optional<Experiment>> experiment(String key) {
    return new PgExperiments(statements).defined(key).map(found -> found.stream().findFirst());
  }

  @Override
  public Uni<List<VariantCount>> counts(int experimentNumber) {
    return new PgExposures(statements).counts(experimentNumber);
  }

  @Override
  public BreakdownFigures breakdowns() {
    return new PgBreakdownFigures(statements);
  }

  /** Centred in exact arithmetic, so that nothing cancels. */
  @Override
  public Uni<List<VariantMoments>> moments(int experimentNumber) {
    return statements.list(
        """
        SELECT stratum, variant, metric, n, (y / n)::float8, (x / n)::float8,
          greatest(0, yy - y * y / n)::float8, greatest(0, xx - x * x / n)::float8,
          (xy - x * y / n)::float8
        FROM (
          SELECT stratum, variant, metric, users AS n, sum_y AS y, sum_x AS x, sum_yy AS yy,
            sum_xx AS xx, sum_xy AS xy
          FROM metric_rollup WHERE experiment_number = $1 AND users > 0) AS s
        ORDER BY stratum, variant, metric
        """,
        Tuple.of(experimentNumber),
        row ->
            new VariantMoments(
                row.getInteger(0), row.getString(1), row.getString(2), moments(row, 3)));
  }

  /** From n, ȳ, x̄ and the centred squares and products, in six columns. */
  static PairMoments moments(Row row, int at) {
    return PairMoments.ofCentred(
        row.getLong(at),
        row.getDouble(at + 1),
        row.getDouble(at + 2),
        row.getDouble(at + 3),
        row.getDouble(at + 4),
        row.getDouble(at + 5));
  }

  @Override
  public Uni<List<VariantDay>> retention(int experimentNumber) {
    return statements.list(
        """
        SELECT variant, day, sum(matured)::bigint, sum(returned)::bigint FROM retention_rollup
        WHERE experiment_number = $1 GROUP BY variant, day ORDER BY variant, day
        """,
        Tuple.of(experimentNumber),
        row -> new VariantDay(row.getString(0), row.getInteger(1), row.getLong(2), row.getLong(3)));
  }

  @Override
  public Uni<Optional<Decision>> lastDecision(String key) {
    return statements
        .list(
            """
            SELECT action, model, reasons, watermark, decided_at FROM decision
            WHERE experiment_key = $1 ORDER BY decided_at DESC LIMIT 1
            """,
            Tuple.of(key),
            row ->
                new Decision(
                    row.getString(0),
                    row.getString(1),
                    List.of(row.getArrayOfStrings(2)),
                    Statements.instant(row, 3),
                    Statements.instant(row, 4)))
        .map(found -> found.stream().findFirst());
  }

  @Override
  public Uni<List<Day>> days(LocalDate from, LocalDate to) {
    return statements.list(
        """
        SELECT day, active_users, interactions, sessions, session_seconds::float8 FROM daily
        WHERE day BETWEEN $1 AND $2 ORDER BY day
        """,
        Tuple.of(from, to),
        row ->
            new Day(
                row.getLocalDate(0),
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                row.getDouble(4)));
  }

  @Override
  public Uni<Interleavings.Totals> interleaving(int experimentNumber) {
    return new PgInterleavings(statements).totals(experimentNumber);
  }

  @Override
  public Uni<List<StickinessDay>> stickiness(LocalDate from, LocalDate to) {
    return statements.list(
        """
        SELECT day, daily_active, weekly_active, monthly_active, active_days_7, active_days_28
        FROM stickiness WHERE day BETWEEN $1 AND $2 ORDER BY day
        """,
        Tuple.of(from, to),
        row ->
            new StickinessDay(
                new Stickiness(row.getLocalDate(0), row.getLong(1), row.getLong(2), row.getLong(3)),
                new ActiveDaysHistogram(row.getLocalDate(0), List.of(row.getArrayOfLongs(4))),
                new ActiveDaysHistogram(row.getLocalDate(0), List.of(row.getArrayOfLongs(5)))));
  }

  @Override
  public Uni<List<GrowthAccounting>> growth(LocalDate from, LocalDate to) {
    return statements.list(
        """
        SELECT day, window_days, new_users, retained, resurrected, dormant
        FROM growth WHERE day BETWEEN $1 AND $2 ORDER BY window_days, day
        """,
        Tuple.of(from, to),
        row ->
            new GrowthAccounting(
                row.getLocalDate(0),
                row.getInteger(1),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5)));
  }

  @Override
  public Uni<List<CohortDay>> cohorts(LocalDate from, LocalDate to) {
    return statements.list(
        """
        SELECT cohort_day, day, returned FROM cohort_retention
        WHERE cohort_day BETWEEN $1 AND $2 ORDER BY cohort_day, day
        """,
        Tuple.of(from, to),
        row -> new CohortDay(row.getLocalDate(0), row.getLocalDate(1), row.getLong(2)));
  }
}
