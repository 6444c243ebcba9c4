package io.holdfast.metrics.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;

/**
 * Takes one user out of every table of users and subtracts what the user had added to the rollups.
 */
record PgErasure(Statements statements) {

  private static final List<String> SUBTRACTIONS =
      List.of(
          """
          UPDATE exposure_rollup r
          SET users = r.users - 1, switchers = r.switchers - e.switched::int,
            corrected = r.corrected - e.corrected::int
          FROM exposure e
          WHERE e.user_number = $1 AND r.experiment_number = e.experiment_number
            AND r.stratum = e.stratum AND r.variant = e.variant
          """,
          """
          UPDATE exposure_day_rollup r SET users = r.users - 1
          FROM exposure e
          WHERE e.user_number = $1 AND r.experiment_number = e.experiment_number
            AND r.stratum = e.stratum AND r.variant = e.variant
            AND r.exposed_by = midnight_after(e.first_exposed_at)
          """,
          """
          UPDATE retention_rollup r
          SET matured = r.matured - 1, returned = r.returned - (e.returned_days >> r.day & 1)
          FROM exposure_standing e
          WHERE e.user_number = $1 AND r.experiment_number = e.experiment_number
            AND r.stratum = e.stratum AND r.variant = e.variant AND r.day < e.matured_days
          """,
          """
          UPDATE metric_rollup r
          SET users = r.users - 1, sum_x = r.sum_x - o.x, sum_y = r.sum_y - o.y,
            sum_xx = r.sum_xx - o.x * o.x, sum_yy = r.sum_yy - o.y * o.y,
            sum_xy = r.sum_xy - o.x * o.y
          FROM exposure e JOIN (
            SELECT experiment_number, user_number, metric, denominator::numeric AS x,
              numerator::numeric AS y
            FROM outcome WHERE user_number = $1) o USING (experiment_number, user_number)
          WHERE r.experiment_number = e.experiment_number AND r.stratum = e.stratum
            AND r.variant = e.variant AND r.metric = o.metric
          """,
          """
          UPDATE daily d SET sessions = d.sessions - s.sessions,
            session_seconds = d.session_seconds - s.seconds,
            interactions = d.interactions - s.interactions
          FROM (
            SELECT (first_at AT TIME ZONE 'UTC')::date AS day, count(*) AS sessions,
              sum(extract(epoch FROM last_at - first_at)) AS seconds,
              sum(interactions) AS interactions
            FROM session WHERE user_number = $1 GROUP BY 1) s
          WHERE d.day = s.day
          """,
          "DELETE FROM outcome WHERE user_number = $1",
          "DELETE FROM exposure WHERE user_number = $1",
          "DELETE FROM session WHERE user_number = $1",
          "DELETE FROM person WHERE user_number = $1");

  private static final List<String> EMPTIED =
      List.of(
          "DELETE FROM exposure_rollup WHERE users = 0",
          "DELETE FROM exposure_day_rollup WHERE users = 0",
          "DELETE FROM retention_rollup WHERE matured = 0",
          "DELETE FROM metric_rollup WHERE users = 0");

  Uni<Void> forget(long userNumber) {
    Uni<Void> done = Uni.createFrom().voidItem();
    for (List<String> subtractions :
        List.of(BreakdownErasure.SUBTRACTIONS, InterleavingErasure.SUBTRACTIONS, SUBTRACTIONS)) {
      for (String subtraction : subtractions) {
        done = done.chain(() -> statements.run(subtraction, Tuple.of(userNumber)));
      }
    }
    for (List<String> each :
        List.of(BreakdownErasure.EMPTIED, InterleavingErasure.EMPTIED, EMPTIED)) {
      for (String emptied : each) {
        done = done.chain(() -> statements.run(emptied, Tuple.tuple()));
      }
    }
    return done;
  }
}
