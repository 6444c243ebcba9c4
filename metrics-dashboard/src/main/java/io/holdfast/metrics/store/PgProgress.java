package io.holdfast.metrics.store;

import io.holdfast.metrics.domain.Progress;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;

/** The standing in {@code progress}, the journal in {@code evaluation}. */
record PgProgress(Statements statements) implements Progress {

  @Override
  public Uni<Standing> read() {
    return statements.one(
        "SELECT event_time, evaluated_through, changed_from FROM progress",
        Tuple.tuple(),
        row ->
            new Standing(
                Statements.instant(row, 0),
                Statements.instant(row, 1),
                Statements.instant(row, 2)));
  }

  @Override
  public Uni<Void> advanced(Instant eventTime) {
    return statements.run("UPDATE progress SET event_time = $1", Tuple.of(Columns.time(eventTime)));
  }

  @Override
  public Uni<Void> changed(Instant at) {
    return statements.run(
        "UPDATE progress SET changed_from = least(changed_from, $1::timestamptz)",
        Tuple.of(Columns.time(at)));
  }

  @Override
  public Uni<Void> evaluated(Evaluation evaluation) {
    return statements
        .run(
            "UPDATE progress SET evaluated_through = $1, changed_from = NULL",
            Tuple.of(Columns.time(evaluation.watermarkDay())))
        .chain(
            () ->
                statements.run(
                    "INSERT INTO evaluation VALUES ($1, $2) ON CONFLICT DO NOTHING",
                    Tuple.of(Columns.time(evaluation.watermarkDay()), evaluation.position())));
  }

  @Override
  public Uni<List<Evaluation>> journal() {
    return statements.list(
        """
        SELECT v.watermark_day, v.position FROM evaluation v, progress p
        WHERE p.evaluated_through IS NULL OR v.watermark_day > p.evaluated_through
        ORDER BY v.watermark_day
        """,
        Tuple.tuple(),
        row -> new Evaluation(Statements.instant(row, 0), row.getLong(1)));
  }

  @Override
  public Uni<Void> clear() {
    return statements
        .run(
            """
            TRUNCATE person, activity, cohort, session, experiment, experiment_revision, exposure, outcome,
              exposure_rollup, exposure_day_rollup, metric_rollup, retention_rollup, daily, stickiness, growth,
              cohort_retention, stale_day, decision, model_activation, profile, return_time,
              session_length, segment_exposure_rollup, segment_rollup, covariate_rollup,
              session_length_rollup, return_rollup, return_awaited_rollup,
              interleaving_user, interleaved_list, interleaving_claim, interleaving_rollup
            """,
            Tuple.tuple())
        .chain(
            () ->
                statements.run(
                    "UPDATE progress SET event_time = NULL, evaluated_through = NULL, changed_from = NULL",
                    Tuple.tuple()));
  }
}
