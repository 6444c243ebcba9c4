package io.holdfast.metrics.results;

import io.holdfast.contracts.problem.ProblemException;
import io.holdfast.metrics.domain.Figures;
import io.holdfast.metrics.domain.Figures.StickinessDay;
import io.holdfast.metrics.domain.ProductRollups;
import io.holdfast.metrics.domain.Progress.Standing;
import io.holdfast.metrics.results.ExperimentPlan.BaselineUsed;
import io.holdfast.metrics.results.ExperimentPlan.Source;
import io.holdfast.metrics.results.ExperimentPlan.Traffic;
import io.holdfast.metrics.results.ProductFigures.CurveDay;
import io.holdfast.stickiness.activity.Stickiness;
import io.holdfast.stickiness.metric.RetentionOnDay;
import io.holdfast.stickiness.statistics.Baseline;
import io.holdfast.stickiness.statistics.Inference;
import io.holdfast.stickiness.statistics.MetricKind;
import io.smallrye.mutiny.Uni;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Answers how many users and days an experiment needs. What the request leaves open is taken from
 * the product's last four weeks:
 *
 * <ul>
 *   <li>the baseline of {@code retention-day-N} from the retention of the last 28 daily cohorts of
 *       new users that have had day N,
 *   <li>the users a day from the distinct users of the last 28 days, spread evenly over them: who
 *       is active every day enters once.
 * </ul>
 *
 * <p>Thread-safe.
 */
public final class PlanExperiment {

  private final Figures figures;

  /** From these figures. */
  public PlanExperiment(Figures figures) {
    this.figures = figures;
  }

  /**
   * The plan; fails with a {@link ProblemException} if the product does not tell a baseline that
   * the request leaves open, or the effect is impossible with it.
   */
  public Uni<ExperimentPlan> plan(PlanQuestion question) {
    return figures.atOneMoment(
        moment ->
            moment
                .standing()
                .chain(
                    standing ->
                        Uni.combine()
                            .all()
                            .unis(
                                baseline(moment, standing, question),
                                usersPerDay(moment, standing, question))
                            .asTuple()
                            .map(read -> plan(question, read.getItem1(), read.getItem2()))));
  }

  private static ExperimentPlan plan(
      PlanQuestion question, BaselineUsed baseline, Traffic usersPerDay) {
    PlanArithmetic arithmetic =
        new PlanArithmetic(question, statistics(question, baseline), usersPerDay.value());
    return new ExperimentPlan(
        question.metric().id(),
        question.metric().kind().id(),
        baseline,
        question.effect(),
        baseline.value() == null || baseline.value() == 0
            ? null
            : Double.valueOf(question.effect() / baseline.value()),
        question.weights(),
        question.coverage(),
        question.alpha(),
        arithmetic.alphaPerChallenger(),
        question.power(),
        usersPerDay,
        arithmetic.maturityDays(),
        question.longestDays(),
        arithmetic.need(Inference.ALWAYS_VALID),
        arithmetic.need(Inference.FIXED_HORIZON),
        arithmetic.detectable());
  }

  private static Baseline statistics(PlanQuestion question, BaselineUsed baseline) {
    if (question.metric().kind() != MetricKind.PROPORTION) {
      return new Baseline.Value(baseline.variance());
    }
    if (baseline.value() + question.effect() > 1) {
      throw ProblemException.invalid(
          "effect",
          "must be at most %s: the baseline is %s and no share exceeds 1, was %s"
              .formatted(1 - baseline.value(), baseline.value(), question.effect()));
    }
    return new Baseline.Proportion(baseline.value());
  }

  private static Uni<BaselineUsed> baseline(
      Figures moment, Standing standing, PlanQuestion question) {
    if (question.baseline() != null || question.variance() != null) {
      return Uni.createFrom()
          .item(new BaselineUsed(question.baseline(), question.variance(), Source.GIVEN));
    }
    LocalDate end = standing.rolledUpTo();
    if (end == null
        || !(question.metric() instanceof RetentionOnDay)
        || question.metric().window().fromDay() > ProductRollups.COHORT_DAYS) {
      return Uni.createFrom().failure(noBaseline(question));
    }
    int day = question.metric().window().fromDay();
    return moment
        .cohorts(end.minusDays(Stickiness.MONTH + day), end.minusDays(1))
        .map(rows -> CohortRetention.of(end, rows).curve())
        .map(curve -> new BaselineUsed(share(curve, day, question), null, Source.PRODUCT));
  }

  private static double share(List<CurveDay> curve, int day, PlanQuestion question) {
    Double share = day < curve.size() ? curve.get(day).value() : null;
    if (share == null || share == 0 || share == 1) {
      throw noBaseline(question);
    }
    return share;
  }

  private static ProblemException noBaseline(PlanQuestion question) {
    return ProblemException.invalid(
        "baseline",
        "is required: the product's own figures do not tell a share of %s between 0 and 1"
            .formatted(question.metric().id()));
  }

  private static Uni<Traffic> usersPerDay(
      Figures moment, Standing standing, PlanQuestion question) {
    if (question.usersPerDay() != null) {
      return Uni.createFrom().item(new Traffic(question.usersPerDay(), Source.GIVEN));
    }
    LocalDate end = standing.rolledUpTo();
    return end == null
        ? Uni.createFrom().item(new Traffic(null, Source.PRODUCT))
        : moment
            .stickiness(end.minusDays(Stickiness.MONTH), end.minusDays(1))
            .map(days -> new Traffic(usersPerDay(days, end), Source.PRODUCT));
  }

  /** A product younger than four weeks is spread over the days it has been in use. */
  private static Double usersPerDay(List<StickinessDay> days, LocalDate end) {
    return days.stream()
        .map(StickinessDay::figures)
        .filter(day -> day.monthlyActive() > 0)
        .findFirst()
        .map(
            first ->
                days.getLast().figures().monthlyActive()
                    / (double) ChronoUnit.DAYS.between(first.day(), end))
        .orElse(null);
  }
}
