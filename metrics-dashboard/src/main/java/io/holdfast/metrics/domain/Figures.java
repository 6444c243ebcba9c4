package io.holdfast.metrics.domain;

import io.holdfast.metrics.domain.Exposures.VariantCount;
import io.holdfast.metrics.domain.Progress.Standing;
import io.holdfast.stickiness.activity.ActiveDaysHistogram;
import io.holdfast.stickiness.activity.GrowthAccounting;
import io.holdfast.stickiness.activity.Stickiness;
import io.holdfast.stickiness.statistics.PairMoments;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What the API reads: rollups alone, so that its cost does not grow with the number of events. */
public interface Figures {

  /**
   * Reads several figures of one moment: an evaluation that commits meanwhile is in all of them or
   * in none.
   */
  <T> Uni<T> atOneMoment(Function<Figures, Uni<T>> read);

  /** How far the evaluation has come. */
  Uni<Standing> standing();

  /** How far reading and evaluation have come: the same version, the same figures. */
  Uni<Version> version();

  /** Every experiment with a definition, by key. */
  Uni<List<Experiment>> experiments();

  /** One experiment, if it has a definition. */
  Uni<Optional<Experiment>> experiment(String key);

  /** Users of each variant and stratum. */
  Uni<List<VariantCount>> counts(int experimentNumber);

  /** What is told beyond each variant's sums. */
  BreakdownFigures breakdowns();

  /** Sums of the frozen outcomes of each stratum, variant and metric. */
  Uni<List<VariantMoments>> moments(int experimentNumber);

  /** Retention of each variant and day, all strata together, by variant and day. */
  Uni<List<VariantDay>> retention(int experimentNumber);

  /** What users prefer, where an experiment interleaves. */
  Uni<Interleavings.Totals> interleaving(int experimentNumber);

  /** The last decision about an experiment. */
  Uni<Optional<Decision>> lastDecision(String key);

  /** Complete days from one to another, both inclusive, ascending. */
  Uni<List<Day>> days(LocalDate from, LocalDate to);

  /** Stickiness at the end of complete days, ascending. */
  Uni<List<StickinessDay>> stickiness(LocalDate from, LocalDate to);

  /** Where the users of the windows that end with these days came from, by window and day. */
  Uni<List<GrowthAccounting>> growth(LocalDate from, LocalDate to);

  /** Cohorts by first active day and what came back of them, ascending. */
  Uni<List<CohortDay>> cohorts(LocalDate from, LocalDate to);

  /**
   * A state of the figures.
   *
   * @param position the last position of the log that was read
   * @param standing the evaluation's
   */
  record Version(long position, Standing standing) {}

  /**
   * The frozen outcomes of one metric in one variant and stratum.
   *
   * @param stratum the period of constant weights
   * @param variant the variant
   * @param metric the metric's id
   * @param moments of numerator and denominator
   */
  record VariantMoments(int stratum, String variant, String metric, PairMoments moments) {}

  /**
   * One day of one variant's retention curve.
   *
   * @param variant the variant
   * @param day days after first exposure
   * @param matured its users whose day has elapsed
   * @param returned those of them who were active on it
   */
  record VariantDay(String variant, int day, long matured, long returned) {}

  /**
   * A decision.
   *
   * @param action what was decided
   * @param model the model that is to serve; null if none was named
   * @param reasons why
   * @param watermark up to when the evidence reached
   * @param decidedAt when
   */
  record Decision(
      String action, String model, List<String> reasons, Instant watermark, Instant decidedAt) {}

  /**
   * One calendar day.
   *
   * @param day the day, UTC
   * @param activeUsers distinct users
   * @param interactions those of the sessions that began on it
   * @param sessions sessions that began on it
   * @param sessionSeconds their lengths added up
   */
  record Day(
      LocalDate day, long activeUsers, long interactions, long sessions, double sessionSeconds) {}

  /**
   * Stickiness at the end of a day.
   *
   * @param figures DAU, WAU, MAU
   * @param activeDays7 L7
   * @param activeDays28 L28
   */
  record StickinessDay(
      Stickiness figures, ActiveDaysHistogram activeDays7, ActiveDaysHistogram activeDays28) {}

  /**
   * Users of one cohort who were active on one day.
   *
   * @param cohortDay their first active day
   * @param day the day
   * @param returned how many
   */
  record CohortDay(LocalDate cohortDay, LocalDate day, long returned) {}
}
