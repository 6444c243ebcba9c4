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

  @Override
  public Uni<List<Due>> due(
      int experimentNumber,
      Collection<? extends MetricId> metrics,
      Instant watermarkDay,
      int users) {
    return statements.list(
        """
        SELECT e.user_number, e.first_exposed_at, m.metric
        FROM (
          SELECT user_number, first_exposed_at, outcome_days, elapsed
          FROM (
            SELECT user_number, first_exposed_at, outcome_days,
              floor(extract(epoch FROM $4::timestamptz - first_exposed_at) / 86400) AS elapsed
            FROM exposure
            WHERE experiment_number = $3
              AND outcome_days < (SELECT max(day) FROM unnest($2::int[]) AS day)) AS x
          WHERE EXISTS (
            SELECT FROM unnest($2::int[]) AS day WHERE day > outcome_days AND day <= elapsed)
          ORDER BY first_exposed_at, user_number
          LIMIT $5) AS e
        JOIN unnest($1::text[], $2::int[]) AS m(metric, to_day)
          ON m.to_day > e.outcome_days AND m.to_day <= e.elapsed
        ORDER BY e.first_exposed_at, e.user_number
        """,
        Columns.<MetricId>of(List.copyOf(metrics))
            .with(String.class, MetricId::id)
            .with(Integer.class, metric -> metric.window().toDay())
            .and(experimentNumber)
            .and(watermarkDay)
            .and(users)
            .tuple(),
        row -> new Due(row.getLong(0), Statements.instant(row, 1), row.getString(2)));
  }

  @Override
  public Uni<Void> freeze(int experimentNumber, List<Taken> outcomes, Instant watermarkDay) {
    return statements.run(
        """
        WITH given AS (
          SELECT * FROM unnest($1::text[], $2::bigint[], $3::float8[], $4::float8[],
            $5::timestamptz[]) AS g(metric, user_number, numerator, denominator, matured_at)),
        kept AS (
          INSERT INTO outcome (experiment_number, metric, user_number, numerator, denominator,
            matured_at, frozen_at)
          SELECT $6::int, metric, user_number, numerator, denominator, matured_at,
            $7::timestamptz
          FROM given
          ON CONFLICT DO NOTHING
          RETURNING metric, user_number, denominator::numeric AS x, numerator::numeric AS y),
        taken AS (
          UPDATE exposure e
          SET outcome_days =
            floor(extract(epoch FROM $7::timestamptz - e.first_exposed_at) / 86400)
          FROM (SELECT DISTINCT user_number FROM given) AS g
          WHERE e.experiment_number = $6::int AND e.user_number = g.user_number)
        INSERT INTO metric_rollup AS r
        SELECT $6::int, e.stratum, e.variant, k.metric, count(*), sum(k.x), sum(k.y),
          sum(k.x * k.x), sum(k.y * k.y), sum(k.x * k.y)
        FROM kept k
        JOIN exposure e ON e.experiment_number = $6::int AND e.user_number = k.user_number
        GROUP BY e.stratum, e.variant, k.metric
        ON CONFLICT (experiment_number, stratum, variant, metric)
          DO UPDATE SET users = r.users + EXCLUDED.users, sum_x = r.sum_x + EXCLUDED.sum_x,
            sum_y = r.sum_y + EXCLUDED.sum_y, sum_xx = r.sum_xx + EXCLUDED.sum_xx,
            sum_yy = r.sum_yy + EXCLUDED.sum_yy, sum_xy = r.sum_xy + EXCLUDED.sum_xy
        """,
        Columns.of(outcomes)
            .with(String.class, taken -> taken.due().metric())
            .with(Long.class, taken -> taken.due().userNumber())
            .with(Double.class, Taken::numerator)
            .with(Double.class, Taken::denominator)
            .withTime(Taken::maturedAt)
            .and(experimentNumber)
            .and(watermarkDay)
            .tuple());
  }

  @Override
  public Uni<Void> takeAnew(int experimentNumber) {
    return statements.run(
        "UPDATE exposure SET outcome_days = 0 WHERE experiment_number = $1",
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
