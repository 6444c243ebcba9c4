package io.holdfast.metrics.results;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** The product-wide figures, by complete calendar day in UTC. */
public interface ProductFigures {

  /**
   * How the product stands.
   *
   * @param watermark up to when activity is taken to be known; null before any time was told
   * @param evaluatedThrough the last evaluated watermark day; null before the first
   * @param lastDay the last complete day; null before there is one
   * @param experiments how many there are
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Overview(
      Instant watermark, Instant evaluatedThrough, DayFigures lastDay, Experiments experiments) {}

  /**
   * Experiments by state.
   *
   * @param total all that the log knows
   * @param running those that run
   */
  record Experiments(long total, long running) {}

  /**
   * One complete day.
   *
   * @param day the day
   * @param dailyActive distinct users of the day
   * @param weeklyActive distinct users of the 7 days that end with it
   * @param monthlyActive distinct users of the 28 days that end with it
   * @param dailyOverMonthly DAU / MAU; null when nobody was active in the month
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record DayFigures(
      LocalDate day,
      long dailyActive,
      long weeklyActive,
      long monthlyActive,
      Double dailyOverMonthly) {}

  /**
   * Stickiness over time.
   *
   * @param evaluatedThrough the last evaluated watermark day
   * @param days ascending
   * @param growth where the users of each day, and of the 7 days that end with it, came from
   * @param activeDays7 users by their active days in the 7 days that end with the last day; null
   *     without days
   * @param activeDays28 likewise in 28 days
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record StickinessFigures(
      Instant evaluatedThrough,
      List<DayFigures> days,
      Growth growth,
      Histogram activeDays7,
      Histogram activeDays28) {}

  /**
   * Growth accounting.
   *
   * @param daily each day beside the one before, ascending
   * @param weekly the 7 days that end with each day beside the 7 before them, ascending
   */
  record Growth(List<GrowthFigures> daily, List<GrowthFigures> weekly) {}

  /**
   * Where the users of a window came from; new, retained and resurrected ones add up to the active.
   *
   * @param lastDay the last day of the window
   * @param active distinct users
   * @param newUsers active for the first time ever
   * @param retained active in the window before too
   * @param resurrected active before, but not in the window before
   * @param dormant active in the window before, but not in this
   */
  record GrowthFigures(
      LocalDate lastDay,
      long active,
      long newUsers,
      long retained,
      long resurrected,
      long dormant) {}

  /**
   * Users by active days.
   *
   * @param lastDay the day that the window ends with
   * @param users entry k − 1: users active on exactly k days
   */
  record Histogram(LocalDate lastDay, List<Long> users) {}

  /**
   * Sessions over time.
   *
   * @param evaluatedThrough the last evaluated watermark day
   * @param days ascending
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record SessionFigures(Instant evaluatedThrough, List<SessionDay> days) {}

  /**
   * The sessions that began on one day.
   *
   * @param day the day
   * @param sessions how many
   * @param meanSeconds their mean length; null without any
   * @param perActiveUser sessions a user active on the day; null without any
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record SessionDay(LocalDate day, long sessions, Double meanSeconds, Double perActiveUser) {}

  /**
   * Retention of daily cohorts of new users, in calendar days.
   *
   * @param evaluatedThrough the last evaluated watermark day
   * @param period {@code day}
   * @param cohort {@code first-time}
   * @param measure {@code on}
   * @param cohorts the triangle: one cohort a day, ascending
   * @param curve day 0, 1, 2, … over all these cohorts
   * @param trendDay the day that the trend is of
   * @param trend that day in each cohort that has had it, ascending
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record RetentionFigures(
      Instant evaluatedThrough,
      String period,
      String cohort,
      String measure,
      List<Cohort> cohorts,
      List<CurveDay> curve,
      int trendDay,
      List<TrendDay> trend) {}

  /**
   * One day of the retention curve.
   *
   * @param day days after the first one
   * @param returned users of all cohorts who were active on it
   * @param matured users of the cohorts that have had the whole day
   * @param value their share; null without any
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record CurveDay(int day, long returned, long matured, Double value) {}

  /**
   * One cohort on one day.
   *
   * @param start the cohort's first day
   * @param returned its users who were active on the day
   * @param matured its users
   * @param value their share
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record TrendDay(LocalDate start, long returned, long matured, Double value) {}

  /**
   * The users whose first active day is one day.
   *
   * @param start that day
   * @param size how many they are
   * @param returned entry k: how many were active k days later
   * @param matured entry k: how many have had the whole of that day; all of them, for the days told
   */
  record Cohort(LocalDate start, long size, List<Long> returned, List<Long> matured) {}
}
