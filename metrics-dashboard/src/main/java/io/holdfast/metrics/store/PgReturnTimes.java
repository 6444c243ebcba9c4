package io.holdfast.metrics.store;

import io.holdfast.metrics.domain.Outcomes.Interval;
import io.holdfast.metrics.domain.ReturnTimes;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;

/**
 * Return times in {@code return_time}, counted in {@code return_rollup} and {@code
 * return_awaited_rollup}.
 */
record PgReturnTimes(Statements statements) implements ReturnTimes {

  /** The exposure counts as an interaction here: it joins what is less than the gap away. */
  @Override
  public Uni<Void> enter(Interval evaluation, Duration sessionGap) {
    return statements.run(
        """
        WITH due AS (
          SELECT e.experiment_number, e.user_number, e.stratum, e.variant,
            coalesce(
              (SELECT greatest(e.first_exposed_at, max(least(s.last_at, $1::timestamptz)))
                FROM session s
                WHERE s.user_number = e.user_number
                  AND s.first_at > e.first_exposed_at - interval '25 hours'
                  AND s.last_at > e.first_exposed_at - $2::float8 * interval '1 second'
                  AND s.first_at < e.first_exposed_at + $2::float8 * interval '1 second'),
              e.first_exposed_at) AS ended_at
          FROM exposure e
          WHERE e.first_exposed_at >= $4::timestamptz
            AND e.first_exposed_at <= $1::timestamptz - interval '24 hours'
            AND (e.entered_at IS NOT DISTINCT FROM $3::timestamptz
              OR e.first_exposed_at > $3::timestamptz - interval '24 hours')),
        awaited AS (
          INSERT INTO return_time (experiment_number, user_number, session_ended_at)
          SELECT experiment_number, user_number, ended_at FROM due)
        INSERT INTO return_awaited_rollup AS r
        SELECT experiment_number, stratum, variant, date_trunc('hour', ended_at, 'UTC'), count(*)
        FROM due GROUP BY 1, 2, 3, 4
        ON CONFLICT (experiment_number, stratum, variant, ended_hour)
          DO UPDATE SET users = r.users + EXCLUDED.users
        """,
        Tuple.of(
            Columns.time(evaluation.watermarkDay()),
            (double) sessionGap.toSeconds(),
            Columns.time(evaluation.evaluatedThrough()),
            Columns.time(evaluation.earliest())));
  }

  /**
   * Who is awaited had not returned before the last evaluation: whoever has returned now began a
   * session since, or one that came late, or was exposed since.
   */
  @Override
  public Uni<Void> advance(Interval evaluation) {
    return statements
        .run(
            """
            WITH recent AS MATERIALIZED (
              SELECT user_number, first_at FROM session
              WHERE first_at >= $3::timestamptz AND first_at < $1::timestamptz),
            returned AS (
              SELECT r.experiment_number, r.user_number, r.session_ended_at,
                min(s.first_at) AS returned_at
              FROM recent s
              JOIN return_time r ON r.user_number = s.user_number
                AND r.session_ended_at < s.first_at
              WHERE r.hour IS NULL
              GROUP BY 1, 2, 3),
            given_up AS (
              SELECT r.experiment_number, r.user_number, r.session_ended_at FROM return_time r
              WHERE r.hour IS NULL
                AND r.session_ended_at <= $1::timestamptz - $2::int * interval '1 hour'
                AND NOT EXISTS (
                  SELECT FROM returned b
                  WHERE b.experiment_number = r.experiment_number
                    AND b.user_number = r.user_number)),
            told AS (
              SELECT experiment_number, user_number, session_ended_at,
                least($2::int,
                  floor(extract(epoch FROM returned_at - session_ended_at) / 3600)) AS hour
              FROM returned
              UNION ALL
              SELECT experiment_number, user_number, session_ended_at, $2::int FROM given_up),
            marked AS (
              UPDATE return_time r SET hour = t.hour
              FROM told t
              WHERE r.experiment_number = t.experiment_number AND r.user_number = t.user_number),
            placed AS (
              SELECT t.experiment_number, e.stratum, e.variant, t.hour::smallint AS hour,
                date_trunc('hour', t.session_ended_at, 'UTC') AS ended_hour
              FROM told t JOIN exposure e USING (experiment_number, user_number)),
            taken AS (
              UPDATE return_awaited_rollup r SET users = r.users - p.users
              FROM (
                SELECT experiment_number, stratum, variant, ended_hour, count(*) AS users
                FROM placed GROUP BY 1, 2, 3, 4) AS p
              WHERE r.experiment_number = p.experiment_number AND r.stratum = p.stratum
                AND r.variant = p.variant AND r.ended_hour = p.ended_hour)
            INSERT INTO return_rollup AS r
            SELECT experiment_number, stratum, variant, hour, count(*) FROM placed
            GROUP BY 1, 2, 3, 4
            ON CONFLICT (experiment_number, stratum, variant, hour)
              DO UPDATE SET users = r.users + EXCLUDED.users
            """,
            Tuple.of(
                Columns.time(evaluation.watermarkDay()),
                HORIZON_HOURS,
                Columns.time(evaluation.earliest())))
        .chain(
            () ->
                statements.run("DELETE FROM return_awaited_rollup WHERE users = 0", Tuple.tuple()));
  }
}
