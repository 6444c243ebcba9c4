package io.holdfast.metrics.results;

import io.holdfast.contracts.event.ExperimentState;
import io.holdfast.metrics.domain.Experiment;
import io.holdfast.metrics.domain.Figures;
import io.holdfast.metrics.domain.Figures.Day;
import io.holdfast.metrics.domain.Figures.StickinessDay;
import io.holdfast.metrics.domain.Progress.Standing;
import io.holdfast.metrics.results.ProductFigures.DayFigures;
import io.holdfast.metrics.results.ProductFigures.Experiments;
import io.holdfast.metrics.results.ProductFigures.Growth;
import io.holdfast.metrics.results.ProductFigures.GrowthFigures;
import io.holdfast.metrics.results.ProductFigures.Histogram;
import io.holdfast.metrics.results.ProductFigures.Overview;
import io.holdfast.metrics.results.ProductFigures.RetentionFigures;
import io.holdfast.metrics.results.ProductFigures.SessionDay;
import io.holdfast.metrics.results.ProductFigures.SessionFigures;
import io.holdfast.metrics.results.ProductFigures.StickinessFigures;
import io.holdfast.stickiness.activity.ActiveDaysHistogram;
import io.holdfast.stickiness.activity.GrowthAccounting;
import io.holdfast.stickiness.activity.Stickiness;
import io.smallrye.mutiny.Uni;
import java.time.LocalDate;
import java.util.List;
import java.util.function.BiFunction;

/** Answers how the product does. Only complete days are told. Thread-safe. */
public final class MeasureProduct {

  private final Figures figures;
  private final Now now;

  /** From these figures. */
  public MeasureProduct(Figures figures, Now now) {
    this.figures = figures;
    this.now = now;
  }

  /** How the product stands. */
  public Uni<Overview> overview() {
    return figures.atOneMoment(
        moment ->
            moment
                .standing()
                .chain(
                    standing ->
                        Uni.combine()
                            .all()
                            .unis(days(standing, 1, moment::stickiness), moment.experiments())
                            .asTuple()
                            .map(read -> overview(standing, read.getItem1(), read.getItem2()))));
  }

  private Overview overview(
      Standing standing, List<StickinessDay> lastDay, List<Experiment> experiments) {
    return new Overview(
        now.watermark(standing),
        standing.evaluatedThrough(),
        lastDay.isEmpty() ? null : dayFigures(lastDay.getLast().figures()),
        new Experiments(
            experiments.size(),
            experiments.stream()
                .filter(each -> each.definition().state() == ExperimentState.RUNNING)
                .count()));
  }

  /** Stickiness of the last complete days. */
  public Uni<StickinessFigures> stickiness(int lastDays) {
    return figures.atOneMoment(
        moment ->
            moment
                .standing()
                .chain(
                    standing ->
                        Uni.combine()
                            .all()
                            .unis(
                                days(standing, lastDays, moment::stickiness),
                                days(standing, lastDays, moment::growth))
                            .asTuple()
                            .map(read -> stickiness(standing, read.getItem1(), read.getItem2()))));
  }

  private static StickinessFigures stickiness(
      Standing standing, List<StickinessDay> days, List<GrowthAccounting> growth) {
    return new StickinessFigures(
        standing.evaluatedThrough(),
        days.stream().map(day -> dayFigures(day.figures())).toList(),
        new Growth(growth(growth, 1), growth(growth, Stickiness.WEEK)),
        days.isEmpty() ? null : histogram(days.getLast().activeDays7()),
        days.isEmpty() ? null : histogram(days.getLast().activeDays28()));
  }

  private static List<GrowthFigures> growth(List<GrowthAccounting> all, int window) {
    return all.stream()
        .filter(each -> each.window() == window)
        .map(
            each ->
                new GrowthFigures(
                    each.lastDay(),
                    each.active(),
                    each.newUsers(),
                    each.retained(),
                    each.resurrected(),
                    each.dormant()))
        .toList();
  }

  /** Sessions of the last complete days. */
  public Uni<SessionFigures> sessions(int lastDays) {
    return figures.atOneMoment(
        moment ->
            moment
                .standing()
                .chain(
                    standing ->
                        days(standing, lastDays, moment::days)
                            .map(
                                days ->
                                    new SessionFigures(
                                        standing.evaluatedThrough(),
                                        days.stream().map(MeasureProduct::sessionDay).toList()))));
  }

  /**
   * Retention of the cohorts of the last complete days.
   *
   * @param trendDay the day after the first one of which the trend is told
   */
  public Uni<RetentionFigures> retention(int lastDays, int trendDay) {
    return figures.atOneMoment(
        moment ->
            moment
                .standing()
                .chain(
                    standing ->
                        days(standing, lastDays, moment::cohorts)
                            .map(rows -> CohortRetention.of(standing.rolledUpTo(), rows))
                            .map(
                                cohorts ->
                                    new RetentionFigures(
                                        standing.evaluatedThrough(),
                                        "day",
                                        "first-time",
                                        "on",
                                        cohorts.cohorts(),
                                        cohorts.curve(),
                                        trendDay,
                                        cohorts.trend(trendDay)))));
  }

  private static <T> Uni<List<T>> days(
      Standing standing, int lastDays, BiFunction<LocalDate, LocalDate, Uni<List<T>>> read) {
    LocalDate end = standing.rolledUpTo();
    return end == null
        ? Uni.createFrom().item(List.of())
        : read.apply(end.minusDays(lastDays), end.minusDays(1));
  }

  private static DayFigures dayFigures(Stickiness day) {
    return new DayFigures(
        day.day(),
        day.dailyActive(),
        day.weeklyActive(),
        day.monthlyActive(),
        day.monthlyActive() == 0 ? null : day.dailyOverMonthly().orElseThrow());
  }

  private static Histogram histogram(ActiveDaysHistogram activeDays) {
    return new Histogram(activeDays.lastDay(), activeDays.users());
  }

  private static SessionDay sessionDay(Day day) {
    return new SessionDay(
        day.day(),
        day.sessions(),
        day.sessions() == 0 ? null : day.sessionSeconds() / day.sessions(),
        day.activeUsers() == 0 ? null : (double) day.sessions() / day.activeUsers());
  }
}
