package io.holdfast.metrics.results;

import io.holdfast.metrics.domain.BreakdownFigures.AwaitedCount;
import io.holdfast.metrics.domain.BreakdownFigures.LengthCount;
import io.holdfast.metrics.domain.BreakdownFigures.ReturnCount;
import io.holdfast.metrics.domain.BreakdownFigures.VariantCovariates;
import io.holdfast.metrics.domain.Experiment;
import io.holdfast.metrics.domain.Exposures.VariantCount;
import io.holdfast.metrics.domain.Figures;
import io.holdfast.metrics.domain.Figures.VariantMoments;
import io.holdfast.metrics.domain.Progress.Standing;
import io.holdfast.stickiness.statistics.PairMoments;
import io.smallrye.mutiny.Uni;
import java.util.List;

/**
 * What is read for an experiment's results, of one moment.
 *
 * @param experiment which
 * @param standing how far the evaluation has come
 * @param counts users of each variant and stratum
 * @param moments sums of each stratum, variant and metric
 * @param covariates the same with covariates
 * @param lengths session lengths
 * @param returned return times
 * @param awaited users who have not returned
 * @param attributes what the results can be split by
 */
record ExperimentRollups(
    Experiment experiment,
    Standing standing,
    List<VariantCount> counts,
    List<VariantMoments> moments,
    List<VariantCovariates> covariates,
    List<LengthCount> lengths,
    List<ReturnCount> returned,
    List<AwaitedCount> awaited,
    List<String> attributes) {

  static Uni<ExperimentRollups> read(Figures moment, Experiment experiment) {
    int experimentNumber = experiment.number();
    return Uni.combine()
        .all()
        .unis(
            moment.standing(),
            moment.counts(experimentNumber),
            moment.moments(experimentNumber),
            moment.breakdowns().covariates(experimentNumber),
            moment.breakdowns().sessionLengths(experimentNumber),
            moment.breakdowns().returned(experimentNumber),
            moment.breakdowns().awaited(experimentNumber),
            moment.breakdowns().segmentAttributes(experimentNumber))
        .asTuple()
        .map(
            read ->
                new ExperimentRollups(
                    experiment,
                    read.getItem1(),
                    read.getItem2(),
                    read.getItem3(),
                    read.getItem4(),
                    read.getItem5(),
                    read.getItem6(),
                    read.getItem7(),
                    read.getItem8()));
  }

  /** The arms on one metric. */
  StratifiedArms arms(String metric) {
    StratifiedArms arms = new StratifiedArms(experiment::weightsOf);
    moments.stream()
        .filter(each -> each.metric().equals(metric))
        .forEach(each -> arms.add(each.stratum(), each.variant(), each.moments()));
    return arms;
  }

  /** The arms on one metric with covariates. */
  CovariateArms covariateArms(String metric) {
    return new CovariateArms(
        covariates.stream().filter(each -> each.metric().equals(metric)).toList());
  }

  ReturnTimesOfArms returnTimes() {
    return new ReturnTimesOfArms(returned, awaited, standing.evaluatedThrough());
  }

  /** The most users whose outcome of some metric is frozen. */
  long frozenUsers() {
    return moments.stream()
        .map(VariantMoments::metric)
        .distinct()
        .mapToLong(this::users)
        .max()
        .orElse(0);
  }

  private long users(String metric) {
    return moments.stream()
        .filter(each -> each.metric().equals(metric))
        .map(VariantMoments::moments)
        .mapToLong(PairMoments::users)
        .sum();
  }
}
