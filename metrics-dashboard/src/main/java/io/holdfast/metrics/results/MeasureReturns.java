package io.holdfast.metrics.results;

import io.holdfast.contracts.event.ExperimentVariant;
import io.holdfast.metrics.domain.Experiment;
import io.holdfast.metrics.domain.Figures;
import io.holdfast.metrics.domain.Progress.Standing;
import io.holdfast.metrics.domain.SampleRatioCheck;
import io.holdfast.metrics.results.ExperimentReturns.Curve;
import io.holdfast.metrics.results.ExperimentReturns.Point;
import io.holdfast.stickiness.survival.LogRank;
import io.holdfast.stickiness.survival.LogRankOutcome;
import io.holdfast.stickiness.survival.RestrictedMean;
import io.holdfast.stickiness.survival.SurvivalCurve;
import io.holdfast.stickiness.survival.SurvivalPoint;
import io.holdfast.stickiness.survival.SurvivalTimes;
import io.smallrye.mutiny.Uni;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Answers how long the users of an experiment stay away. Thread-safe. */
public final class MeasureReturns {

  private final Figures figures;
  private final Now now;

  /** From these figures. */
  public MeasureReturns(Figures figures, Now now) {
    this.figures = figures;
    this.now = now;
  }

  /**
   * The survival curves of an experiment's variants.
   *
   * @param days τ, at most 28
   * @param alpha one minus the level
   * @return empty if the log knows no such experiment
   */
  public Uni<Optional<ExperimentReturns>> returns(String key, int days, double alpha) {
    return figures.atOneMoment(
        moment ->
            moment
                .experiment(key)
                .chain(
                    found ->
                        found.isEmpty()
                            ? Uni.createFrom().item(Optional.empty())
                            : returns(moment, found.get(), days, alpha).map(Optional::of)));
  }

  private Uni<ExperimentReturns> returns(
      Figures moment, Experiment experiment, int days, double alpha) {
    return Uni.combine()
        .all()
        .unis(
            moment.standing(),
            moment.breakdowns().returned(experiment.number()),
            moment.breakdowns().awaited(experiment.number()),
            moment.counts(experiment.number()))
        .asTuple()
        .map(
            read -> {
              Standing standing = read.getItem1();
              ReturnTimesOfArms times =
                  new ReturnTimesOfArms(
                      read.getItem2(), read.getItem3(), standing.evaluatedThrough());
              String control = experiment.definition().control();
              boolean healthySplit = SampleRatioCheck.of(experiment, read.getItem4()).healthy();
              return new ExperimentReturns(
                  experiment.key(),
                  now.watermark(standing),
                  standing.evaluatedThrough(),
                  days,
                  controlFirst(experiment, control).stream()
                      .map(variant -> curve(variant, control, times, days, alpha, healthySplit))
                      .toList());
            });
  }

  private static List<String> controlFirst(Experiment experiment, String control) {
    return experiment.definition().variants().stream()
        .map(ExperimentVariant::name)
        .sorted(Comparator.comparing(name -> !name.equals(control)))
        .toList();
  }

  private static Curve curve(
      String variant,
      String control,
      ReturnTimesOfArms arms,
      int days,
      double alpha,
      boolean healthySplit) {
    SurvivalTimes times = arms.times(variant);
    SurvivalCurve curve = SurvivalCurve.kaplanMeier(times);
    Optional<RestrictedMean> mean =
        times.users() == 0 ? Optional.empty() : curve.restrictedMean(days);
    Double logRank =
        healthySplit
                && !variant.equals(control)
                && LogRankOutcome.test(arms.times(control), times) instanceof LogRank test
            ? test.pValue()
            : null;
    return new Curve(
        variant,
        times.users(),
        curve.points().stream().mapToLong(SurvivalPoint::events).sum(),
        curve.median().isPresent() ? curve.median().getAsDouble() : null,
        mean.map(RestrictedMean::value).orElse(null),
        mean.map(each -> Math.sqrt(each.variance())).orElse(null),
        logRank,
        curve.points().stream()
            .filter(point -> point.time() <= days)
            .map(point -> point(point, alpha))
            .toList());
  }

  private static Point point(SurvivalPoint point, double alpha) {
    return new Point(
        point.time(),
        point.atRisk(),
        point.events(),
        point.survival(),
        point.logLogInterval(alpha).map(Findings::bounds).orElse(null));
  }
}
