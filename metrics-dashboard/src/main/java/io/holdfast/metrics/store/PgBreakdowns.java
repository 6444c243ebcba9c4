package io.holdfast.metrics.store;

import io.holdfast.metrics.domain.Breakdowns;
import io.holdfast.metrics.domain.SessionLengths;
import io.holdfast.stickiness.metric.SessionSeconds;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;

/**
 * Sums in {@code segment_rollup} and {@code covariate_rollup}, session lengths in {@code
 * session_length} and {@code session_length_rollup}.
 */
record PgBreakdowns(Statements statements) implements Breakdowns {

  private static final SessionSeconds SESSION_SECONDS = new SessionSeconds();

  /**
   * One reading of what was frozen feeds both. Users with the same values of all attributes and of
   * the metric are counted first, and multiplied: of most metrics there are two values or few.
   */
  private static final String ADD_OUTCOMES =
      """
      WITH frozen AS MATERIALIZED (
        SELECT o.experiment_number, e.stratum, e.variant, o.metric, o.denominator AS x,
          o.numerator AS y, p.segments, p.active_days AS a, p.session_seconds AS s
        FROM outcome o
        JOIN exposure e USING (experiment_number, user_number)
        JOIN profile p USING (experiment_number, user_number)
        WHERE o.frozen_at = $1),
      alike AS (
        SELECT experiment_number, segments, stratum, variant, metric, sum(n) AS users,
          sum(n * x) AS x, sum(n * y) AS y, sum(n * x * x) AS xx, sum(n * y * y) AS yy,
          sum(n * x * y) AS xy
        FROM (
          SELECT experiment_number, segments, stratum, variant, metric, x::numeric AS x,
            y::numeric AS y, count(*) AS n
          FROM frozen f GROUP BY 1, 2, 3, 4, 5, f.x, f.y) AS same
        GROUP BY 1, 2, 3, 4, 5),
      split AS (
        INSERT INTO segment_rollup AS r
        SELECT f.experiment_number, g.key, g.value, f.stratum, f.variant, f.metric, sum(f.users),
          sum(f.x), sum(f.y), sum(f.xx), sum(f.yy), sum(f.xy)
        FROM alike f CROSS JOIN LATERAL jsonb_each_text(f.segments) AS g
        GROUP BY 1, 2, 3, 4, 5, 6
        ON CONFLICT (experiment_number, attribute, value, stratum, variant, metric)
          DO UPDATE SET users = r.users + EXCLUDED.users, sum_x = r.sum_x + EXCLUDED.sum_x,
            sum_y = r.sum_y + EXCLUDED.sum_y, sum_xx = r.sum_xx + EXCLUDED.sum_xx,
            sum_yy = r.sum_yy + EXCLUDED.sum_yy, sum_xy = r.sum_xy + EXCLUDED.sum_xy)
      INSERT INTO covariate_rollup AS r
      SELECT experiment_number, stratum, variant, metric, count(*),
        sum(y), sum(x), sum(a), sum(s), sum(y * y), sum(x * y), sum(x * x), sum(a * y),
        sum(a * x), sum(a * a), sum(s * y), sum(s * x), sum(s * a), sum(s * s)
      FROM (
        SELECT experiment_number, stratum, variant, metric, x::numeric, y::numeric, a::numeric,
          s::numeric
        FROM frozen WHERE a IS NOT NULL) AS described
      GROUP BY 1, 2, 3, 4
      ON CONFLICT (experiment_number, stratum, variant, metric)
        DO UPDATE SET users = r.users + EXCLUDED.users,
          sum_y = r.sum_y + EXCLUDED.sum_y, sum_x = r.sum_x + EXCLUDED.sum_x,
          sum_a = r.sum_a + EXCLUDED.sum_a, sum_s = r.sum_s + EXCLUDED.sum_s,
          sum_yy = r.sum_yy + EXCLUDED.sum_yy, sum_xy = r.sum_xy + EXCLUDED.sum_xy,
          sum_xx = r.sum_xx + EXCLUDED.sum_xx, sum_ay = r.sum_ay + EXCLUDED.sum_ay,
          sum_ax = r.sum_ax + EXCLUDED.sum_ax, sum_aa = r.sum_aa + EXCLUDED.sum_aa,
          sum_sy = r.sum_sy + EXCLUDED.sum_sy, sum_sx = r.sum_sx + EXCLUDED.sum_sx,
          sum_sa = r.sum_sa + EXCLUDED.sum_sa, sum_ss = r.sum_ss + EXCLUDED.sum_ss
      """;

  /** The j-th shortest of a user's n sessions raises y from j − 1 to j, y² by 2j − 1, xy by n. */
  private static final String ADD_SESSION_LENGTHS =
      """
      WITH matured AS (
        SELECT o.experiment_number, o.user_number, e.stratum, e.variant,
          e.first_exposed_at + $3::int * interval '24 hours' AS opens,
          e.first_exposed_at + $4::int * interval '24 hours' AS closes
        FROM outcome o JOIN exposure e USING (experiment_number, user_number)
        WHERE o.frozen_at = $1 AND o.metric = $2),
      lasted AS (
        SELECT m.experiment_number, m.user_number, m.stratum, m.variant,
          extract(epoch FROM least(s.last_at, m.closes) - greatest(s.first_at, m.opens))::float8
            AS seconds
        FROM matured m JOIN session s ON s.user_number = m.user_number
          AND s.last_at >= m.opens AND s.first_at < m.closes),
      kept AS (
        SELECT experiment_number, user_number, stratum, variant,
          array_agg(bucket ORDER BY bucket) AS buckets
        FROM (
          SELECT l.*, CASE WHEN seconds < 1 THEN 0
            ELSE ceil(ln(seconds) / ln($5::float8)) + 1 END::smallint AS bucket
          FROM lasted l) AS b
        GROUP BY 1, 2, 3, 4),
      stored AS (
        INSERT INTO session_length
        SELECT experiment_number, user_number, buckets FROM kept)
      INSERT INTO session_length_rollup AS r
      SELECT k.experiment_number, k.stratum, k.variant, b.bucket, count(*), sum(2 * b.place - 1),
        sum(cardinality(k.buckets))
      FROM kept k CROSS JOIN LATERAL unnest(k.buckets) WITH ORDINALITY AS b(bucket, place)
      GROUP BY 1, 2, 3, 4
      ON CONFLICT (experiment_number, stratum, variant, bucket)
        DO UPDATE SET grown_y = r.grown_y + EXCLUDED.grown_y,
          grown_yy = r.grown_yy + EXCLUDED.grown_yy, grown_xy = r.grown_xy + EXCLUDED.grown_xy
      """;

  @Override
  public Uni<Void> add(Instant watermarkDay) {
    Tuple day = Tuple.of(Columns.time(watermarkDay));
    return statements
        .run(ADD_OUTCOMES, day)
        .chain(
            () ->
                statements.run(
                    ADD_SESSION_LENGTHS,
                    Tuple.of(
                        Columns.time(watermarkDay),
                        SESSION_SECONDS.id(),
                        SESSION_SECONDS.window().fromDay(),
                        SESSION_SECONDS.window().toDay(),
                        SessionLengths.GROWTH)));
  }
}
