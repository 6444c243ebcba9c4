package io.holdfast.metrics.results;

import io.holdfast.contracts.event.ExperimentChanged;
import io.holdfast.metrics.domain.Experiment;
import io.holdfast.metrics.domain.ExperimentMetrics;
import io.holdfast.metrics.domain.Exposures.VariantCount;
import io.holdfast.metrics.domain.Figures;
import io.holdfast.metrics.domain.Figures.VariantDay;
import io.holdfast.metrics.domain.Figures.VariantMoments;
import io.holdfast.metrics.domain.Progress.Standing;
import io.holdfast.metrics.domain.SampleRatioCheck;
import io.holdfast.metrics.results.ExperimentResults.Matured;
import io.holdfast.metrics.results.ExperimentResults.Srm;
import io.holdfast.metrics.results.ExperimentResults.VariantUsers;
import io.holdfast.stickiness.statistics.ArmEstimate;
import io.holdfast.stickiness.statistics.ArmValue;
import io.holdfast.stickiness.statistics.MetricKind;
import io.holdfast.stickiness.statistics.Moments;
import io.holdfast.stickiness.statistics.PairMoments;
import io.holdfast.stickiness.statistics.SampleRatio;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers what an experiment has shown. Thread-safe. */
public final class MeasureExperiment {

  /** More switchers than this share of the exposed users, and the results are untrustworthy. */
  public static final double MOST_SWITCHERS = 0.01;

  /** More users with a late correction than this share, and the results are untrustworthy. */
  public static final double MOST_LATE_CORRECTIONS = 0.005;

  private final Figures figures;
  private final Now now;

  /** From these figures. */
  public MeasureExperiment(Figures figures, Now now) {
    this.figures = figures;
    this.now = now;
  }

  /** The results at a level; empty if the log knows no such experiment. */
  public Uni<Optional<ExperimentResults>> results(String key, double alpha) {
    return figures.atOneMoment(
        moment ->
            moment
                .experiment(key)
                .chain(
                    found ->
                        found.isEmpty()
                            ? Uni.createFrom().item(Optional.empty())
                            : results(moment, found.get(), alpha).map(Optional::of)));
  }

  private Uni<ExperimentResults> results(Figures moment, Experiment experiment, double alpha) {
    return Uni.combine()
        .all()
        .unis(
            moment.standing(),
            moment.counts(experiment.number()),
            moment.moments(experiment.number()))
        .asTuple()
        .map(read -> results(experiment, alpha, read.getItem1(), read.getItem2(), read.getItem3()));
  }

  private ExperimentResults results(
      Experiment experiment,
      double alpha,
      Standing standing,
      List<VariantCount> counts,
      List<VariantMoments> moments) {
    ExperimentChanged definition = experiment.definition();
    Map<String, Map<String, PairMoments>> byMetric = new HashMap<>();
    moments.forEach(
        each ->
            byMetric
                .computeIfAbsent(each.metric(), _ -> new HashMap<>())
                .put(each.variant(), each.moments()));
    MetricComparison comparison = comparison(definition, alpha);
    SampleRatioCheck srm = SampleRatioCheck.of(experiment, counts);
    return new ExperimentResults(
        experiment.key(),
        definition.revision(),
        now.watermark(standing),
        standing.evaluatedThrough(),
        counts.stream().mapToLong(VariantCount::switchers).sum(),
        counts.stream().mapToLong(VariantCount::corrected).sum(),
        experiment.lateIgnored(),
        untrustworthy(counts, byMetric, srm),
        exposures(comparison, counts),
        matured(comparison, definition.policy().successMetric(), byMetric),
        srm(srm),
        ExperimentMetrics.names(definition.policy()).stream()
            .map(name -> comparison.compare(name, byMetric.getOrDefault(name, Map.of())))
            .toList());
  }

  private static MetricComparison comparison(ExperimentChanged definition, double alpha) {
    return new MetricComparison(
        definition.control(), Experiment.weights(definition), definition.plannedUsers(), alpha);
  }

  private static List<String> untrustworthy(
      List<VariantCount> counts,
      Map<String, Map<String, PairMoments>> byMetric,
      SampleRatioCheck srm) {
    long users = counts.stream().mapToLong(VariantCount::users).sum();
    long switchers = counts.stream().mapToLong(VariantCount::switchers).sum();
    long corrected = counts.stream().mapToLong(VariantCount::corrected).sum();
    long frozen =
        byMetric.values().stream()
            .mapToLong(arms -> arms.values().stream().mapToLong(PairMoments::users).sum())
            .max()
            .orElse(0);
    List<String> reasons = new ArrayList<>();
    if (!srm.healthy()) {
      reasons.add("sample-ratio-mismatch");
    }
    if (switchers > MOST_SWITCHERS * users) {
      reasons.add("switchers");
    }
    if (corrected > MOST_LATE_CORRECTIONS * frozen) {
      reasons.add("late-corrections");
    }
    if (counts.stream().mapToInt(VariantCount::stratum).distinct().count() > 1) {
      reasons.add("weights-changed");
    }
    return reasons;
  }

  private static List<VariantUsers> exposures(
      MetricComparison comparison, List<VariantCount> counts) {
    return comparison.weights().keySet().stream()
        .map(
            variant ->
                new VariantUsers(
                    variant,
                    counts.stream()
                        .filter(count -> count.variant().equals(variant))
                        .mapToLong(VariantCount::users)
                        .sum()))
        .toList();
  }

  private static Matured matured(
      MetricComparison comparison, String metric, Map<String, Map<String, PairMoments>> byMetric) {
    Map<String, PairMoments> arms = byMetric.getOrDefault(metric, Map.of());
    List<VariantUsers> variants =
        comparison.weights().keySet().stream()
            .map(
                variant ->
                    new VariantUsers(
                        variant, arms.getOrDefault(variant, PairMoments.EMPTY).users()))
            .toList();
    return new Matured(metric, variants.stream().mapToLong(VariantUsers::users).sum(), variants);
  }

  private static Srm srm(SampleRatioCheck check) {
    Double chiSquare = null;
    Double p = null;
    if (check.chiSquare() instanceof SampleRatio ratio) {
      chiSquare = Double.isFinite(ratio.chiSquare()) ? ratio.chiSquare() : null;
      p = ratio.pValue();
    }
    return new Srm(chiSquare, p, check.healthy(), check.sequentialP());
  }

  /** The retention curves at a level; empty if the log knows no such experiment. */
  public Uni<Optional<ExperimentRetention>> retention(String key, double alpha) {
    return figures.atOneMoment(
        moment ->
            moment
                .experiment(key)
                .chain(
                    found ->
                        found.isEmpty()
                            ? Uni.createFrom().item(Optional.empty())
                            : retention(moment, found.get(), alpha).map(Optional::of)));
  }

  private Uni<ExperimentRetention> retention(Figures moment, Experiment experiment, double alpha) {
    return Uni.combine()
        .all()
        .unis(moment.standing(), moment.retention(experiment.number()))
        .asTuple()
        .map(
            read -> {
              MetricComparison comparison = comparison(experiment.definition(), alpha);
              return new ExperimentRetention(
                  experiment.key(),
                  now.watermark(read.getItem1()),
                  read.getItem1().evaluatedThrough(),
                  comparison.weights().keySet().stream()
                      .sorted((a, b) -> controlFirst(comparison.control(), a, b))
                      .map(variant -> curve(variant, read.getItem2(), comparison))
                      .toList());
            });
  }

  private static int controlFirst(String control, String a, String b) {
    return Boolean.compare(b.equals(control), a.equals(control));
  }

  private static ExperimentRetention.Curve curve(
      String variant, List<VariantDay> days, MetricComparison comparison) {
    return new ExperimentRetention.Curve(
        variant,
        days.stream()
            .filter(day -> day.variant().equals(variant) && day.matured() > 0)
            .map(day -> point(day, comparison))
            .toList());
  }

  private static ExperimentRetention.Point point(VariantDay day, MetricComparison comparison) {
    Moments moments = Moments.ofProportion(day.matured(), day.returned());
    List<Double> interval =
        ArmValue.of(MetricKind.PROPORTION, moments) instanceof ArmEstimate estimate
            ? estimate
                .alwaysValidInterval(comparison.alpha(), comparison.plannedUsersOf(day.variant()))
                .map(MetricComparison::share)
                .map(MetricComparison::bounds)
                .orElse(null)
            : null;
    return new ExperimentRetention.Point(
        day.day(), day.returned(), day.matured(), moments.mean(), interval);
  }
}
