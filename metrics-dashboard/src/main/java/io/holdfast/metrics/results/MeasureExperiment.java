package io.holdfast.metrics.results;

import io.holdfast.contracts.event.ExperimentChanged;
import io.holdfast.metrics.domain.Experiment;
import io.holdfast.metrics.domain.Exposures.VariantCount;
import io.holdfast.metrics.domain.Figures;
import io.holdfast.metrics.domain.Figures.VariantDay;
import io.holdfast.metrics.domain.SampleRatioCheck;
import io.holdfast.metrics.results.ExperimentResults.Matured;
import io.holdfast.metrics.results.ExperimentResults.Segments;
import io.holdfast.metrics.results.ExperimentResults.Srm;
import io.holdfast.metrics.results.ExperimentResults.VariantUsers;
import io.holdfast.stickiness.statistics.ArmEstimate;
import io.holdfast.stickiness.statistics.ArmValue;
import io.holdfast.stickiness.statistics.InconclusiveReason;
import io.holdfast.stickiness.statistics.MetricKind;
import io.holdfast.stickiness.statistics.Moments;
import io.holdfast.stickiness.statistics.SampleRatio;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers what an experiment has shown. Thread-safe. */
public final class MeasureExperiment {

  /** More switchers than this share of the exposed users, and the results are untrustworthy. */
  public static final double MOST_SWITCHERS = 0.01;

  /** More users with a late correction than this share, and the results are untrustworthy. */
  public static final double MOST_LATE_CORRECTIONS = 0.005;

  private final Figures figures;
  private final Now now;
  private final Suppression suppression;

  /**
   * From these figures.
   *
   * @param minimumSegmentUsers the fewest users of a segment that are told
   */
  public MeasureExperiment(Figures figures, Now now, long minimumSegmentUsers) {
    this.figures = figures;
    this.now = now;
    this.suppression = new Suppression(minimumSegmentUsers);
  }

  /** The results at a level; empty if the log knows no such experiment. */
  public Uni<Optional<ExperimentResults>> results(String key, double alpha) {
    return results(key, alpha, Optional.empty());
  }

  /**
   * The results at a level.
   *
   * @param segment an attribute to split them by
   * @return empty if the log knows no such experiment; segments are null if it knows no such
   *     attribute
   */
  public Uni<Optional<ExperimentResults>> results(
      String key, double alpha, Optional<String> segment) {
    return figures.atOneMoment(
        moment ->
            moment
                .experiment(key)
                .chain(
                    found ->
                        found.isEmpty()
                            ? Uni.createFrom().item(Optional.empty())
                            : results(moment, found.get(), alpha, segment).map(Optional::of)));
  }

  private Uni<ExperimentResults> results(
      Figures moment, Experiment experiment, double alpha, Optional<String> segment) {
    return ExperimentRollups.read(moment, experiment)
        .chain(
            rollups -> {
              SampleRatioCheck srm = SampleRatioCheck.of(experiment, rollups.counts());
              MetricComparison comparison =
                  MetricComparison.of(experiment.definition(), alpha).onlyIf(srm.healthy());
              return segments(
                      moment,
                      experiment,
                      comparison,
                      segment.filter(rollups.attributes()::contains))
                  .map(segments -> results(experiment, srm, comparison, rollups, segments));
            });
  }

  private Uni<Segments> segments(
      Figures moment,
      Experiment experiment,
      MetricComparison comparison,
      Optional<String> attribute) {
    return attribute.isEmpty()
        ? Uni.createFrom().nullItem()
        : new CompareSegments(experiment.definition(), comparison, suppression)
            .by(moment.breakdowns(), experiment.number(), attribute.get());
  }

  private ExperimentResults results(
      Experiment experiment,
      SampleRatioCheck srm,
      MetricComparison comparison,
      ExperimentRollups rollups,
      Segments segments) {
    ExperimentChanged definition = experiment.definition();
    return new ExperimentResults(
        experiment.key(),
        definition.revision(),
        definition.interleaving() != null,
        now.watermark(rollups.standing()),
        rollups.standing().evaluatedThrough(),
        rollups.counts().stream().mapToLong(VariantCount::switchers).sum(),
        rollups.counts().stream().mapToLong(VariantCount::corrected).sum(),
        experiment.lateIgnored(),
        untrustworthy(rollups, srm),
        (int) rollups.counts().stream().mapToInt(VariantCount::stratum).distinct().count(),
        exposures(comparison, rollups.counts()),
        matured(comparison, definition.policy().successMetric(), rollups),
        srm(srm),
        new CompareMetrics(definition, comparison, rollups).all(),
        rollups.attributes(),
        segments);
  }

  static List<String> untrustworthy(ExperimentRollups rollups, SampleRatioCheck srm) {
    List<VariantCount> counts = rollups.counts();
    long users = counts.stream().mapToLong(VariantCount::users).sum();
    long switchers = counts.stream().mapToLong(VariantCount::switchers).sum();
    long corrected = counts.stream().mapToLong(VariantCount::corrected).sum();
    List<String> reasons = new ArrayList<>();
    if (!srm.healthy()) {
      reasons.add(InconclusiveReason.SAMPLE_RATIO_MISMATCH.id());
    }
    if (switchers > MOST_SWITCHERS * users) {
      reasons.add("switchers");
    }
    if (corrected > MOST_LATE_CORRECTIONS * rollups.frozenUsers()) {
      reasons.add("late-corrections");
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
      MetricComparison comparison, String metric, ExperimentRollups rollups) {
    StratifiedArms arms = rollups.arms(metric);
    List<VariantUsers> variants =
        comparison.weights().keySet().stream()
            .map(variant -> new VariantUsers(variant, arms.users(variant)))
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
              MetricComparison comparison = MetricComparison.of(experiment.definition(), alpha);
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
                .map(Findings::bounds)
                .orElse(null)
            : null;
    return new ExperimentRetention.Point(
        day.day(), day.returned(), day.matured(), moments.mean(), interval);
  }
}
