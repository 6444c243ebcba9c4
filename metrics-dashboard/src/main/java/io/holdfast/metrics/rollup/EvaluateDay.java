package io.holdfast.metrics.rollup;

import io.holdfast.contracts.event.DecisionPolicy;
import io.holdfast.metrics.domain.Experiment;
import io.holdfast.metrics.domain.ExperimentMetrics;
import io.holdfast.metrics.domain.Ledger;
import io.holdfast.metrics.domain.Outcomes.DayMetric;
import io.holdfast.metrics.domain.Outcomes.Due;
import io.holdfast.metrics.domain.Outcomes.Interval;
import io.holdfast.metrics.domain.Outcomes.Taken;
import io.holdfast.metrics.domain.Progress;
import io.holdfast.metrics.domain.Progress.Evaluation;
import io.holdfast.metrics.domain.Progress.Standing;
import io.holdfast.metrics.domain.SampleRatioCheck;
import io.holdfast.stickiness.metric.ReducibleMetric;
import io.holdfast.stickiness.session.Sessionizer;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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

  private static final int DUES_AT_ONCE = 10_000;

  private final Ledger ledger;

  /** In that ledger. */
  public EvaluateDay(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Evaluates a watermark day with what the log held up to the evaluation's position. */
  public Uni<Void> evaluate(Evaluation evaluation) {
    return ledger
        .progress()
        .read()
        .chain(
            standing ->
                outcomes(evaluation, standing)
                    .chain(
                        () ->
                            new RollUpProduct(ledger)
                                .rollUp(
                                    standing.rolledUpTo(),
                                    Progress.dayOf(evaluation.watermarkDay()))))
        .chain(() -> ledger.progress().evaluated(evaluation));
  }

  /** The days first: metrics of days follow from them. */
  private Uni<Void> outcomes(Evaluation evaluation, Standing standing) {
    Interval interval =
        new Interval(
            standing.evaluatedThrough(), evaluation.watermarkDay(), standing.changedFrom());
    return describe(interval)
        .chain(() -> ledger.exposures().matureDays(interval))
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
                                            freeze(experiment, interval, evaluation.position())
                                                .chain(() -> look(experiment))))))
        .chain(() -> ledger.breakdowns().add(interval.watermarkDay()))
        .chain(() -> ledger.returnTimes().advance(interval))
        .chain(() -> new CreditRankings(ledger).freeze(interval.watermarkDay()));
  }

  /** Users whose anchor is about to be fixed are described as they were before it. */
  private Uni<Void> describe(Interval interval) {
    Duration gap = Sessionizer.STANDARD.gap();
    return ledger
        .profiles()
        .take(interval, gap)
        .chain(() -> ledger.returnTimes().enter(interval, gap));
  }

  private Uni<Void> freeze(Experiment experiment, Interval interval, long position) {
    DecisionPolicy policy = experiment.definition().policy();
    List<DayMetric> ofDays = ExperimentMetrics.ofDays(policy);
    List<ReducibleMetric> ofTimes = ExperimentMetrics.ofTimes(policy);
    Uni<Void> days =
        ofDays.isEmpty()
            ? Uni.createFrom().voidItem()
            : ledger.outcomes().freezeDays(experiment.number(), ofDays, interval);
    return days.chain(
            () ->
                ofTimes.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : freezeTimes(experiment, ofTimes, interval, position))
        .chain(() -> ledger.outcomes().taken(experiment.number()));
  }

  private Uni<Void> freezeTimes(
      Experiment experiment, List<ReducibleMetric> metrics, Interval interval, long position) {
    return ledger
        .outcomes()
        .due(experiment.number(), metrics, interval)
        .chain(
            dues ->
                ApplyEvents.inOrder(
                    pieces(dues)
                        .map(
                            piece ->
                                Uni.createFrom()
                                    .deferred(
                                        () ->
                                            new TakeOutcomes(ledger.times())
                                                .take(piece, position)
                                                .chain(
                                                    valued ->
                                                        freeze(experiment, valued, interval))))));
  }

  private Uni<Void> freeze(
      Experiment experiment, List<TakeOutcomes.Valued> valued, Interval interval) {
    return ledger
        .outcomes()
        .freeze(
            experiment.number(),
            valued.stream().map(EvaluateDay::taken).toList(),
            interval.watermarkDay());
  }

  private static Stream<List<Due>> pieces(List<Due> dues) {
    return IntStream.iterate(0, from -> from < dues.size(), from -> from + DUES_AT_ONCE)
        .mapToObj(from -> dues.subList(from, Math.min(dues.size(), from + DUES_AT_ONCE)));
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
