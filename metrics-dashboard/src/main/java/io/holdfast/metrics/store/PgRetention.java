package io.holdfast.metrics.store;

import static io.holdfast.metrics.domain.Exposures.CURVE_DAYS;

import io.holdfast.metrics.domain.Exposures.UserTime;
import io.holdfast.metrics.domain.Outcomes.Interval;
import io.holdfast.stickiness.session.Sessionizer;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The retention curves in {@code retention_rollup}, and each user's days in {@code exposure}. */
record PgRetention(Statements statements) {

  /**
   * The days of an exposure that have elapsed since the last evaluation are [from_day, to_day). How
   * many exposures have had them is told by {@code exposure_day_rollup}; who came after the last
   * evaluation has had those before it too. Who came back follows from the sessions of those days.
   *
   * <p>A session overlaps a day exactly when it has an interaction in it: one that began before the
   * day and ended after it has them less than the gap apart all through, others begin or end in it.
   *
   * <p>{@code OFFSET 0} keeps the planner from reading all exposures for a day's sessions.
   */
  private static final String MATURE =
      """
      WITH due AS (
        SELECT experiment_number, stratum, variant, users,
          greatest(0, date_part('epoch', $1::timestamptz - exposed_by) / 86400)::int AS from_day,
          least($3::int, date_part('epoch', $2::timestamptz - exposed_by) / 86400)::int AS to_day
        FROM exposure_day_rollup
        WHERE exposed_by < $2
          AND ($1 IS NULL OR exposed_by > $1 - $3 * interval '24 hours')
        UNION ALL
        SELECT experiment_number, stratum, variant, 1, 0,
          least($3, floor(date_part('epoch', $1 - first_exposed_at) / 86400))::int
        FROM exposure
        WHERE entered_at = $1 AND first_exposed_at >= $4::timestamptz
          AND first_exposed_at <= $1 - interval '24 hours'),
      matured AS (
        SELECT d.experiment_number, d.stratum, d.variant, g.day, sum(d.users) AS users
        FROM due d CROSS JOIN LATERAL generate_series(d.from_day, d.to_day - 1) AS g(day)
        GROUP BY 1, 2, 3, 4),
      recent AS MATERIALIZED (
        SELECT user_number, first_at, last_at FROM session
        WHERE first_at > $5 AND first_at < $2 AND last_at >= $4),
      came AS (
        SELECT d.experiment_number, d.user_number, d.stratum, d.variant,
          bit_or(1::bigint << g.day) AS days
        FROM (
          SELECT e.experiment_number, e.user_number, e.stratum, e.variant, e.first_exposed_at,
            s.first_at, s.last_at,
            CASE WHEN e.entered_at IS NOT DISTINCT FROM $1 THEN 0
              ELSE greatest(0, floor(date_part('epoch', $1 - e.first_exposed_at) / 86400))::int
            END AS from_day,
            least($3, floor(date_part('epoch', $2 - e.first_exposed_at) / 86400)::int) AS to_day
          FROM recent s
          CROSS JOIN LATERAL (
            SELECT * FROM exposure x
            WHERE x.user_number = s.user_number AND x.first_exposed_at <= s.last_at
            OFFSET 0) AS e
          WHERE e.first_exposed_at <= $2 - interval '24 hours'
            AND (e.entered_at IS NOT DISTINCT FROM $1
              OR e.first_exposed_at > $1 - $3 * interval '24 hours')) AS d
        CROSS JOIN LATERAL generate_series(
          greatest(d.from_day,
            floor(date_part('epoch', d.first_at - d.first_exposed_at) / 86400)::int),
          least(d.to_day - 1,
            floor(date_part('epoch', d.last_at - d.first_exposed_at) / 86400)::int)) AS g(day)
        GROUP BY 1, 2, 3, 4),
      grown AS (
        UPDATE exposure e
        SET returned_days = e.returned_days | c.days, active_days = e.active_days | c.days
        FROM came c
        WHERE e.experiment_number = c.experiment_number AND e.user_number = c.user_number),
      returned AS (
        SELECT c.experiment_number, c.stratum, c.variant, g.day, sum(c.users) AS users
        FROM (
          SELECT experiment_number, stratum, variant, days, count(*) AS users
          FROM came GROUP BY 1, 2, 3, 4) AS c
        CROSS JOIN LATERAL generate_series(0, $3 - 1) AS g(day)
        WHERE c.days >> g.day & 1 = 1
        GROUP BY 1, 2, 3, 4)
      INSERT INTO retention_rollup AS r
      SELECT m.experiment_number, m.stratum, m.variant, m.day, m.users, coalesce(b.users, 0)
      FROM matured m LEFT JOIN returned b USING (experiment_number, stratum, variant, day)
      ON CONFLICT (experiment_number, stratum, variant, day)
        DO UPDATE SET matured = r.matured + EXCLUDED.matured,
          returned = r.returned + EXCLUDED.returned
      """;

  Uni<Void> matureDays(Interval evaluation) {
    return statements.run(
        MATURE,
        Tuple.of(
            Columns.time(evaluation.evaluatedThrough()),
            Columns.time(evaluation.watermarkDay()),
            CURVE_DAYS,
            Columns.time(evaluation.earliest()),
            Columns.time(evaluation.earliest().minus(Sessionizer.STANDARD.cap()))));
  }

  /** What comes too late for the curves still tells on which days the user was active. */
  Uni<Void> correctDays(List<UserTime> late, Instant evaluatedThrough, Duration correctable) {
    return statements.run(
        """
        WITH hit AS (
          SELECT DISTINCT e.experiment_number, e.user_number, e.stratum, e.variant, n.day,
            $3::timestamptz - (e.first_exposed_at + (n.day + 1) * interval '24 hours')
              <= $4::float8 * interval '1 second' AS correctable
          FROM unnest($1::bigint[], $2::timestamptz[]) AS g(user_number, at)
          JOIN exposure_standing e ON e.user_number = g.user_number AND g.at >= e.first_exposed_at
          CROSS JOIN LATERAL (
            SELECT floor(date_part('epoch', g.at - e.first_exposed_at) / 86400)::int AS day) AS n
          WHERE n.day < e.matured_days AND e.active_days >> n.day & 1 = 0),
        marked AS (
          UPDATE exposure e
          SET active_days = e.active_days | h.active, returned_days = e.returned_days | h.returned
          FROM (
            SELECT experiment_number, user_number, bit_or(1::bigint << day) AS active,
              coalesce(bit_or(1::bigint << day) FILTER (WHERE correctable), 0) AS returned
            FROM hit GROUP BY 1, 2) AS h
          WHERE e.experiment_number = h.experiment_number AND e.user_number = h.user_number)
        UPDATE retention_rollup r SET returned = r.returned + h.users
        FROM (
          SELECT experiment_number, stratum, variant, day, count(*) AS users
          FROM hit WHERE correctable GROUP BY 1, 2, 3, 4) AS h
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
