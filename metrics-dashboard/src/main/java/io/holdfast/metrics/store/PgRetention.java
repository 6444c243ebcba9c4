package io.holdfast.metrics.store;

import io.holdfast.metrics.domain.Exposures.UserTime;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The retention curves in {@code retention_rollup}, and each user's days in {@code exposure}. */
record PgRetention(Statements statements) {

  /**
   * A session overlaps a day exactly when it has an interaction in it: one that began before the
   * day and ended after it has them less than the gap apart all through, others begin or end in it.
   */
  Uni<Void> matureDays(Instant watermarkDay, int curveDays) {
    return statements.run(
        """
        WITH due AS (
          SELECT experiment_number, user_number, variant, stratum, first_exposed_at,
            matured_days::int AS from_day,
            least($2::int, floor(extract(epoch FROM $1::timestamptz - first_exposed_at) / 86400))::int
              AS to_day
          FROM exposure
          WHERE matured_days < $2::int
            AND first_exposed_at <= $1::timestamptz - (matured_days + 1) * interval '24 hours'),
        came AS (
          SELECT d.experiment_number, d.user_number, bit_or(1::bigint << g.day) AS days
          FROM due d
          JOIN session s ON s.user_number = d.user_number
            AND s.last_at >= d.first_exposed_at + d.from_day * interval '24 hours'
            AND s.first_at < d.first_exposed_at + d.to_day * interval '24 hours'
          CROSS JOIN LATERAL generate_series(
            greatest(d.from_day,
              floor(extract(epoch FROM s.first_at - d.first_exposed_at) / 86400)::int),
            least(d.to_day - 1,
              floor(extract(epoch FROM s.last_at - d.first_exposed_at) / 86400)::int)) AS g(day)
          GROUP BY d.experiment_number, d.user_number),
        grown AS (
          UPDATE exposure e
          SET matured_days = d.to_day, returned_days = e.returned_days | coalesce(c.days, 0)
          FROM due d LEFT JOIN came c USING (experiment_number, user_number)
          WHERE e.experiment_number = d.experiment_number AND e.user_number = d.user_number)
        INSERT INTO retention_rollup AS r
        SELECT d.experiment_number, d.stratum, d.variant, g.day, count(*),
          count(*) FILTER (WHERE c.days >> g.day & 1 = 1)
        FROM due d
        LEFT JOIN came c USING (experiment_number, user_number)
        CROSS JOIN LATERAL generate_series(d.from_day, d.to_day - 1) AS g(day)
        GROUP BY d.experiment_number, d.stratum, d.variant, g.day
        ON CONFLICT (experiment_number, stratum, variant, day)
          DO UPDATE SET matured = r.matured + EXCLUDED.matured,
            returned = r.returned + EXCLUDED.returned
        """,
        Tuple.of(Columns.time(watermarkDay), curveDays));
  }

  Uni<Void> correctDays(List<UserTime> late, Instant evaluatedThrough, Duration correctable) {
    return statements.run(
        """
        WITH hit AS (
          SELECT DISTINCT e.experiment_number, e.user_number, e.stratum, e.variant, n.day
          FROM unnest($1::bigint[], $2::timestamptz[]) AS g(user_number, at)
          JOIN exposure e ON e.user_number = g.user_number AND g.at >= e.first_exposed_at
          CROSS JOIN LATERAL (
            SELECT floor(extract(epoch FROM g.at - e.first_exposed_at) / 86400)::int AS day) AS n
          WHERE n.day < e.matured_days AND e.returned_days >> n.day & 1 = 0
            AND $3::timestamptz - (e.first_exposed_at + (n.day + 1) * interval '24 hours')
              <= $4::float8 * interval '1 second'),
        marked AS (
          UPDATE exposure e SET returned_days = e.returned_days | h.days
          FROM (
            SELECT experiment_number, user_number, bit_or(1::bigint << day) AS days
            FROM hit GROUP BY 1, 2) AS h
          WHERE e.experiment_number = h.experiment_number AND e.user_number = h.user_number)
        UPDATE retention_rollup r SET returned = r.returned + h.users
        FROM (
          SELECT experiment_number, stratum, variant, day, count(*) AS users
          FROM hit GROUP BY 1, 2, 3, 4) AS h
        WHERE r.experiment_number = h.experiment_number AND r.stratum = h.stratum
          AND r.variant = h.variant AND r.day = h.day
        """,
        Columns.of(late)
            .with(Long.class, UserTime::userNumber)
            .withTime(UserTime::at)
            .and(evaluatedThrough)
            .and((double) correctable.toSeconds())
            .tuple());
  }
}
