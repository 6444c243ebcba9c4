package io.holdfast.metrics.store;

import io.holdfast.metrics.domain.Exposures.UserTime;
import io.holdfast.metrics.domain.Outcomes;
import io.holdfast.stickiness.metric.MetricId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Outcomes in {@code outcome}, summed in {@code metric_rollup}. */
record PgOutcomes(Statements statements) implements Outcomes {

  /** Exposures and metrics whose window has elapsed since the evaluation of $1 at that of $2. */
  private static final String ELAPSED =
      """
      FROM experiment x
      CROSS JOIN (
        SELECT metric, from_day, to_day, counted,
          $1::timestamptz - to_day * interval '24 hours' AS since,
          $2::timestamptz - to_day * interval '24 hours' AS until
        FROM unnest($4::text[], $5::int[], $6::int[], $7::boolean[])
          AS g(metric, from_day, to_day, counted)) AS m
      CROSS JOIN LATERAL (
        SELECT * FROM exposure
        WHERE experiment_number = $3 AND first_exposed_at <= m.until
          AND first_exposed_at >= CASE WHEN x.take_anew THEN '-infinity'
            ELSE least(m.since, $8::timestamptz) END
        OFFSET 0) AS e
      WHERE x.experiment_number = $3
        AND (e.first_exposed_at > m.since OR e.entered_at IS NOT DISTINCT FROM $1 OR x.take_anew)
      """;

  private static final String ADDED =
      """
      ON CONFLICT (experiment_number, stratum, variant, metric)
        DO UPDATE SET users = r.users + EXCLUDED.users, sum_x = r.sum_x + EXCLUDED.sum_x,
          sum_y = r.sum_y + EXCLUDED.sum_y, sum_xx = r.sum_xx + EXCLUDED.sum_xx,
          sum_yy = r.sum_yy + EXCLUDED.sum_yy, sum_xy = r.sum_xy + EXCLUDED.sum_xy
      """;

  @Override
  public Uni<List<Due>> due(
      int experimentNumber, Collection<? extends MetricId> metrics, Interval evaluation) {
    return statements.list(
        "SELECT e.user_number, e.first_exposed_at, m.metric "
            + ELAPSED
            + "ORDER BY e.user_number, m.metric",
        elapsed(
            experimentNumber,
            evaluation,
            metrics.stream()
                .map(
                    metric ->
                        new DayMetric(
                            metric.id(), metric.window().fromDay(), metric.window().toDay(), false))
                .toList()),
        row -> new Due(row.getLong(0), Statements.instant(row, 1), row.getString(2)));
  }

  private static Tuple elapsed(int experimentNumber, Interval evaluation, List<DayMetric> metrics) {
    return Tuple.tuple()
        .addValue(Columns.time(evaluation.evaluatedThrough()))
        .addValue(Columns.time(evaluation.watermarkDay()))
        .addValue(experimentNumber)
        .addValue(metrics.stream().map(DayMetric::metric).toArray(String[]::new))
        .addValue(metrics.stream().map(DayMetric::fromDay).toArray(Integer[]::new))
        .addValue(metrics.stream().map(DayMetric::toDay).toArray(Integer[]::new))
        .addValue(metrics.stream().map(DayMetric::counted).toArray(Boolean[]::new))
        .addValue(Columns.time(evaluation.earliest()));
  }

  @Override
  public Uni<Void> freeze(int experimentNumber, List<Taken> outcomes, Instant watermarkDay) {
    return statements.run(
        """
        WITH given AS (
          SELECT * FROM unnest($1::text[], $2::bigint[], $4::float8[], $5::float8[],
            $6::timestamptz[]) AS g(metric, user_number, numerator, denominator, matured_at)),
        frozen AS (
          INSERT INTO outcome (experiment_number, metric, user_number, numerator, denominator,
            matured_at, frozen_at)
          SELECT $3::int, metric, user_number, numerator, denominator, matured_at,
            $7::timestamptz
          FROM given
          ON CONFLICT DO NOTHING
          RETURNING metric, user_number, denominator::numeric AS x, numerator::numeric AS y),
        kept AS (
          SELECT e.stratum, e.variant, f.metric, f.x, f.y
          FROM frozen f
          CROSS JOIN LATERAL (
            SELECT stratum, variant FROM exposure
            WHERE experiment_number = $3 AND user_number = f.user_number
            OFFSET 0) AS e)
        INSERT INTO metric_rollup AS r
        SELECT $3, stratum, variant, metric, count(*), sum(x), sum(y), sum(x * x), sum(y * y),
          sum(x * y)
        FROM kept
        GROUP BY stratum, variant, metric
        """
            + ADDED,
        Columns.of(outcomes)
            .with(String.class, taken -> taken.due().metric())
            .with(Long.class, taken -> taken.due().userNumber())
            .and(experimentNumber)
            .with(Double.class, Taken::numerator)
            .with(Double.class, Taken::denominator)
            .withTime(Taken::maturedAt)
            .and(watermarkDay)
            .tuple());
  }

  /**
   * Only where outcomes are taken anew can one be frozen already. The values are whole numbers, of
   * which sums are exact as they are.
   */
  @Override
  public Uni<Void> freezeDays(int experimentNumber, List<DayMetric> metrics, Interval evaluation) {
    return statements.run(
        """
        WITH due AS (
          SELECT e.user_number, e.variant, e.stratum, m.metric,
            e.first_exposed_at + m.to_day * interval '24 hours' AS matured_at,
            CASE WHEN m.counted
              THEN bit_count(
                (e.active_days >> m.from_day & (1::bigint << m.to_day - m.from_day) - 1)::bit(64))
              ELSE
                (e.active_days >> m.from_day & (1::bigint << m.to_day - m.from_day) - 1 <> 0)::int
            END AS value
          %s
            AND NOT (x.take_anew AND EXISTS (
              SELECT FROM outcome o
              WHERE o.user_number = e.user_number AND o.experiment_number = $3
                AND o.metric = m.metric))),
        frozen AS (
          INSERT INTO outcome (experiment_number, metric, user_number, numerator, denominator,
            matured_at, frozen_at)
          SELECT $3, metric, user_number, value, 1, matured_at, $2 FROM due)
        INSERT INTO metric_rollup AS r
        SELECT $3, stratum, variant, metric, count(*), count(*), sum(value), count(*),
          sum(value * value), sum(value)
        FROM due
        GROUP BY stratum, variant, metric
        """
                .formatted(ELAPSED)
            + ADDED,
        elapsed(experimentNumber, evaluation, metrics));
  }

  @Override
  public Uni<Void> takeAnew(int experimentNumber) {
    return statements.run(
        "UPDATE experiment SET take_anew = true WHERE experiment_number = $1",
        Tuple.of(experimentNumber));
  }

  @Override
  public Uni<Void> taken(int experimentNumber) {
    return statements.run(
        "UPDATE experiment SET take_anew = false WHERE experiment_number = $1 AND take_anew",
        Tuple.of(experimentNumber));
  }

  @Override
  public Uni<List<Late>> touchedBy(
      List<UserTime> late, Collection<? extends MetricId> metrics, Instant evaluatedThrough) {
    MetricId[] windows = metrics.toArray(MetricId[]::new);
    Tuple parameters =
        Columns.of(late)
            .with(Long.class, UserTime::userNumber)
            .withTime(UserTime::at)
            .and(List.of(windows).stream().map(MetricId::id).toArray(String[]::new))
            .and(List.of(windows).stream().map(m -> m.window().fromDay()).toArray(Integer[]::new))
            .and(List.of(windows).stream().map(m -> m.window().toDay()).toArray(Integer[]::new))
            .and(evaluatedThrough)
            .and((double) CORRECTABLE.toSeconds())
            .tuple();
    return statements.list(
        """
        WITH touched AS (
          SELECT o.experiment_number, o.metric, o.user_number, e.first_exposed_at, g.row,
            coalesce(o.corrected_numerator, o.numerator) AS numerator,
            coalesce(o.corrected_denominator, o.denominator) AS denominator,
            $6::timestamptz - o.matured_at <= $7::float8 * interval '1 second' AS correctable
          FROM unnest($1::bigint[], $2::timestamptz[]) WITH ORDINALITY AS g(user_number, at, row)
          JOIN exposure e ON e.user_number = g.user_number
          JOIN outcome o ON o.experiment_number = e.experiment_number
            AND o.user_number = e.user_number
          JOIN unnest($3::text[], $4::int[], $5::int[]) AS m(metric, from_day, to_day)
            ON m.metric = o.metric
          WHERE g.at >= e.first_exposed_at + m.from_day * interval '24 hours'
            AND g.at < e.first_exposed_at + m.to_day * interval '24 hours'),
        ignored AS (
          UPDATE experiment x SET late_ignored = x.late_ignored + t.interactions
          FROM (
            SELECT experiment_number, count(DISTINCT row) AS interactions
            FROM touched WHERE NOT correctable GROUP BY 1) AS t
          WHERE x.experiment_number = t.experiment_number)
        SELECT DISTINCT experiment_number, user_number, first_exposed_at, metric, numerator,
          denominator
        FROM touched WHERE correctable
        """,
        parameters,
        row ->
            new Late(
                row.getInteger(0),
                new Due(row.getLong(1), Statements.instant(row, 2), row.getString(3)),
                row.getDouble(4),
                row.getDouble(5)));
  }

  @Override
  public Uni<Void> correct(List<Correction> corrections) {
    return statements.run(
        """
        WITH given AS (
          SELECT * FROM unnest($1::int[], $2::text[], $3::bigint[], $4::float8[], $5::float8[])
            AS g(experiment_number, metric, user_number, numerator, denominator)),
        kept AS (
          UPDATE outcome o
          SET corrected_numerator = g.numerator, corrected_denominator = g.denominator
          FROM given g
          WHERE o.experiment_number = g.experiment_number AND o.metric = g.metric
            AND o.user_number = g.user_number),
        marked AS (
          UPDATE exposure e SET corrected = true
          FROM (SELECT DISTINCT experiment_number, user_number FROM given) AS g
          WHERE e.experiment_number = g.experiment_number AND e.user_number = g.user_number
            AND NOT e.corrected
          RETURNING e.experiment_number, e.stratum, e.variant)
        UPDATE exposure_rollup r SET corrected = r.corrected + m.users
        FROM (
          SELECT experiment_number, stratum, variant, count(*) AS users
          FROM marked GROUP BY 1, 2, 3) AS m
        WHERE r.experiment_number = m.experiment_number AND r.stratum = m.stratum
          AND r.variant = m.variant
        """,
        Columns.of(corrections)
            .with(Integer.class, correction -> correction.late().experimentNumber())
            .with(String.class, correction -> correction.late().due().metric())
            .with(Long.class, correction -> correction.late().due().userNumber())
            .with(Double.class, Correction::numerator)
            .with(Double.class, Correction::denominator)
            .tuple());
  }
}
