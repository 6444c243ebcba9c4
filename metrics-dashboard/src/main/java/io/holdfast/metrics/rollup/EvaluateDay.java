package io.holdfast.metrics.rollup;

import io.holdfast.metrics.domain.Experiment;
import io.holdfast.metrics.domain.ExperimentMetrics;
import io.holdfast.metrics.domain.Ledger;
import io.holdfast.metrics.domain.Outcomes.Taken;
import io.holdfast.metrics.domain.Progress;
import io.holdfast.metrics.domain.Progress.Evaluation;
import io.holdfast.metrics.domain.SampleRatioCheck;
import io.holdfast.stickiness.session.Sessionizer;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;

/**
 * What a new watermark day does: users are described as they were before their exposure, once their
 * first day has elapsed; every window that has elapsed at it enters the sums, numerator and
 * denominator alike, and is frozen; the sample ratio is looked at; the calendar days before it are
 * rolled up.
 *
 * <p>Evaluating several days at once gives the same sums as evaluating them one by one. Takes part
 * in the caller's transaction.
 */
public final class EvaluateDay {

  private static final int USERS_AT_ONCE = 5_000;

  private final Ledger ledger;

  /** In that ledger. */
  public EvaluateDay(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Evaluates a watermark day with what the log held up to the evaluation's position. */
  public Uni<Void> evaluate(Evaluation evaluation) {
    return describe(evaluation.watermarkDay())
        .chain(() -> ledger.exposures().matureDays(evaluation.watermarkDay()))
        .chain(() -> ledger.returnTimes().advance(evaluation.watermarkDay()))
        .chain(() -> ledger.experiments().all())
        .chain(
            experiments ->
                ApplyEvents.inOrder(
                    experiments.stream()
                        .map(
                            experiment ->
                                Uni.createFrom()
                                    .deferred(
                                        () ->
                                            freeze(experiment, evaluation)
                                                .chain(() -> look(experiment))))))
        .chain(() -> ledger.breakdowns().add(evaluation.watermarkDay()))
        .chain(() -> ledger.progress().read())
        .chain(
            standing ->
                ledger
                    .product()
                    .rollUp(standing.rolledUpTo(), Progress.dayOf(evaluation.watermarkDay())))
        .chain(() -> ledger.progress().evaluated(evaluation));
  }

  /** Users whose anchor is about to be fixed are described as they were before it. */
  private Uni<Void> describe(Instant watermarkDay) {
    Duration gap = Sessionizer.STANDARD.gap();
    return ledger
        .profiles()
        .take(watermarkDay, gap)
        .chain(() -> ledger.returnTimes().enter(watermarkDay, gap));
  }

  private Uni<Void> freeze(Experiment experiment, Evaluation evaluation) {
    return ledger
        .outcomes()
        .due(
            experiment.number(),
            ExperimentMetrics.reducible(experiment.definition().policy()),
            evaluation.watermarkDay(),
            USERS_AT_ONCE)
        .chain(
            dues -> {
              if (dues.isEmpty()) {
                return Uni.createFrom().voidItem();
              }
              return new TakeOutcomes(ledger.times())
                  .take(dues, evaluation.position())
                  .chain(
                      valued ->
                          ledger
                              .outcomes()
                              .freeze(
                                  experiment.number(),
                                  valued.stream().map(EvaluateDay::taken).toList(),
                                  evaluation.watermarkDay()))
                  .chain(() -> freeze(experiment, evaluation));
            });
  }

  private static Taken taken(TakeOutcomes.Valued valued) {
    return new Taken(
        valued.due(),
        valued.outcome().value(),
        valued.outcome().denominator(),
        valued.metric().window().maturedAt(valued.due().firstExposedAt()));
  }

  private Uni<Void> look(Experiment experiment) {
    return ledger
        .exposures()
        .counts(experiment.number())
        .chain(
            counts ->
                counts.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : ledger
                        .experiments()
                        .looked(
                            experiment.number(),
                            SampleRatioCheck.of(experiment, counts).sequentialP()));
  }
}
