package io.holdfast.metrics.results;

import io.holdfast.metrics.domain.Experiment;
import io.holdfast.metrics.domain.Exposures.VariantCount;
import io.holdfast.metrics.domain.Figures;
import io.holdfast.metrics.domain.Progress.Standing;
import io.holdfast.metrics.domain.SampleRatioCheck;
import io.holdfast.metrics.results.ExposureHealth.Period;
import io.holdfast.metrics.results.ExposureHealth.Variant;
import io.holdfast.stickiness.statistics.SampleRatio;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Answers whether an experiment's exposures can be trusted. Thread-safe. */
public final class MeasureExposures {

  private final Figures figures;

  /** From these figures. */
  public MeasureExposures(Figures figures) {
    this.figures = figures;
  }

  /** The health of an experiment's exposures; empty if the log knows no such experiment. */
  public Uni<Optional<ExposureHealth>> health(String key) {
    return figures.atOneMoment(
        moment ->
            moment
                .experiment(key)
                .chain(
                    found ->
                        found.isEmpty()
                            ? Uni.createFrom().item(Optional.empty())
                            : Uni.combine()
                                .all()
                                .unis(moment.standing(), moment.counts(found.get().number()))
                                .asTuple()
                                .map(
                                    read ->
                                        Optional.of(
                                            health(
                                                found.get(), read.getItem1(), read.getItem2())))));
  }

  private static ExposureHealth health(
      Experiment experiment, Standing standing, List<VariantCount> counts) {
    SampleRatioCheck check = SampleRatioCheck.of(experiment, counts);
    NavigableMap<Integer, List<VariantCount>> byPeriod = new TreeMap<>();
    counts.forEach(
        count -> byPeriod.computeIfAbsent(count.stratum(), _ -> new ArrayList<>()).add(count));
    return new ExposureHealth(
        experiment.key(),
        standing.evaluatedThrough(),
        counts.stream().mapToLong(VariantCount::users).sum(),
        counts.stream().mapToLong(VariantCount::switchers).sum(),
        MeasureExperiment.MOST_SWITCHERS,
        counts.stream().mapToLong(VariantCount::corrected).sum(),
        experiment.lateIgnored(),
        check.sequentialP(),
        check.healthy(),
        byPeriod.entrySet().stream()
            .map(entry -> period(experiment, entry.getKey(), entry.getValue()))
            .toList());
  }

  private static Period period(Experiment experiment, int number, List<VariantCount> counts) {
    Map<String, Double> weights = experiment.weightsOf(number);
    double all = weights.values().stream().mapToDouble(Double::doubleValue).sum();
    long users = counts.stream().mapToLong(VariantCount::users).sum();
    Double chiSquare = null;
    Double p = null;
    if (SampleRatioCheck.of(experiment, counts).chiSquare() instanceof SampleRatio ratio) {
      chiSquare = Double.isFinite(ratio.chiSquare()) ? ratio.chiSquare() : null;
      p = ratio.pValue();
    }
    return new Period(
        number,
        chiSquare,
        p,
        counts.stream()
            .map(
                count -> {
                  double weight = all > 0 ? weights.getOrDefault(count.variant(), 0.0) / all : 0;
                  return new Variant(
                      count.variant(),
                      weight,
                      count.users(),
                      weight * users,
                      count.switchers(),
                      count.corrected());
                })
            .toList());
  }
}
