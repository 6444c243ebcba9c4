package io.holdfast.metrics.store;

import java.util.List;

/**
 * What takes one user out of the breakdowns' rollups, while the user's exposures are still there.
 */
final class BreakdownErasure {

  /** To be run first, with the user's number. */
  static final List<String> SUBTRACTIONS =
      List.of(
          """
          UPDATE segment_exposure_rollup r SET users = r.users - 1
          FROM exposure e
          JOIN profile p USING (experiment_number, user_number)
          CROSS JOIN LATERAL jsonb_each_text(p.segments) AS g
          WHERE e.user_number = $1 AND r.experiment_number = e.experiment_number
            AND r.attribute = g.key AND r.value = g.value AND r.stratum = e.stratum
            AND r.variant = e.variant
          """,
          """
          UPDATE segment_rollup r
          SET users = r.users - 1, sum_x = r.sum_x - o.x, sum_y = r.sum_y - o.y,
            sum_xx = r.sum_xx - o.x * o.x, sum_yy = r.sum_yy - o.y * o.y,
            sum_xy = r.sum_xy - o.x * o.y
          FROM exposure e
          JOIN (
            SELECT experiment_number, user_number, metric, denominator::numeric AS x,
              numerator::numeric AS y
            FROM outcome WHERE user_number = $1) o USING (experiment_number, user_number)
          JOIN profile p USING (experiment_number, user_number)
          CROSS JOIN LATERAL jsonb_each_text(p.segments) AS g
          WHERE r.experiment_number = e.experiment_number AND r.attribute = g.key
            AND r.value = g.value AND r.stratum = e.stratum AND r.variant = e.variant
            AND r.metric = o.metric
          """,
          """
          UPDATE covariate_rollup r
          SET users = r.users - 1, sum_y = r.sum_y - o.y, sum_x = r.sum_x - o.x,
            sum_a = r.sum_a - p.a, sum_s = r.sum_s - p.s, sum_yy = r.sum_yy - o.y * o.y,
            sum_xy = r.sum_xy - o.x * o.y, sum_xx = r.sum_xx - o.x * o.x,
            sum_ay = r.sum_ay - p.a * o.y, sum_ax = r.sum_ax - p.a * o.x,
            sum_aa = r.sum_aa - p.a * p.a, sum_sy = r.sum_sy - p.s * o.y,
            sum_sx = r.sum_sx - p.s * o.x, sum_sa = r.sum_sa - p.s * p.a,
            sum_ss = r.sum_ss - p.s * p.s
          FROM exposure e
          JOIN (
            SELECT experiment_number, user_number, metric, denominator::numeric AS x,
              numerator::numeric AS y
            FROM outcome WHERE user_number = $1) o USING (experiment_number, user_number)
          JOIN (
            SELECT experiment_number, user_number, active_days::numeric AS a,
              session_seconds::numeric AS s
            FROM profile WHERE active_days IS NOT NULL) p USING (experiment_number, user_number)
          WHERE r.experiment_number = e.experiment_number AND r.stratum = e.stratum
            AND r.variant = e.variant AND r.metric = o.metric
          """,
          """
          UPDATE session_length_rollup r
          SET grown_y = r.grown_y - b.y, grown_yy = r.grown_yy - b.yy, grown_xy = r.grown_xy - b.xy
          FROM (
            SELECT e.experiment_number, e.stratum, e.variant, g.bucket, count(*) AS y,
              sum(2 * g.place - 1) AS yy, sum(cardinality(l.buckets)) AS xy
            FROM exposure e
            JOIN session_length l USING (experiment_number, user_number)
            CROSS JOIN LATERAL unnest(l.buckets) WITH ORDINALITY AS g(bucket, place)
            WHERE e.user_number = $1 GROUP BY 1, 2, 3, 4) AS b
          WHERE r.experiment_number = b.experiment_number AND r.stratum = b.stratum
            AND r.variant = b.variant AND r.bucket = b.bucket
          """,
          """
          UPDATE return_rollup r SET users = r.users - 1
          FROM exposure e JOIN return_time t USING (experiment_number, user_number)
          WHERE e.user_number = $1 AND r.experiment_number = e.experiment_number
            AND r.stratum = e.stratum AND r.variant = e.variant AND r.hour = t.hour
          """,
          """
          UPDATE return_awaited_rollup r SET users = r.users - 1
          FROM exposure e JOIN return_time t USING (experiment_number, user_number)
          WHERE e.user_number = $1 AND t.hour IS NULL
            AND r.experiment_number = e.experiment_number AND r.stratum = e.stratum
            AND r.variant = e.variant
            AND r.ended_hour = date_trunc('hour', t.session_ended_at, 'UTC')
          """,
          rowsOf("profile"),
          rowsOf("return_time"),
          rowsOf("session_length"));

  /** To be run afterwards: nothing is left of what nobody is in. */
  static final List<String> EMPTIED =
      List.of(
          "DELETE FROM segment_exposure_rollup WHERE users = 0",
          "DELETE FROM segment_rollup WHERE users = 0",
          "DELETE FROM covariate_rollup WHERE users = 0",
          "DELETE FROM session_length_rollup WHERE grown_y = 0",
          "DELETE FROM return_rollup WHERE users = 0",
          "DELETE FROM return_awaited_rollup WHERE users = 0");

  private BreakdownErasure() {}

  private static String rowsOf(String table) {
    return """
    DELETE FROM %s t USING exposure e
    WHERE e.user_number = $1 AND t.experiment_number = e.experiment_number
      AND t.user_number = e.user_number
    """
        .formatted(table);
  }
}
