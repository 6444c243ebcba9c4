package io.holdfast.metrics.domain;

import io.holdfast.stickiness.metric.MetricId;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** What each matured user contributes to each metric, frozen, and the sums of it. */
public interface Outcomes {

  /** How long after the end of an outcome's window a late interaction still corrects it. */
  Duration CORRECTABLE = Duration.ofDays(7);

  /** Outcomes whose window has elapsed since the last evaluation, in order of user number. */
  Uni<List<Due>> due(
      int experimentNumber, Collection<? extends MetricId> metrics, Interval evaluation);

  /** Freezes outcomes and adds them to the sums; one that is frozen already stays as it is. */
  Uni<Void> freeze(int experimentNumber, List<Taken> outcomes, Instant watermarkDay);

  /**
   * Freezes all outcomes of metrics of whole days that have elapsed since the last evaluation, and
   * adds them to the sums.
   */
  Uni<Void> freezeDays(int experimentNumber, List<DayMetric> metrics, Interval evaluation);

  /**
   * Makes all outcomes due at the next evaluation, because a metric was added after users had
   * matured for it.
   */
  Uni<Void> takeAnew(int experimentNumber);

  /** Nothing is due any more. */
  Uni<Void> taken(int experimentNumber);

  /**
   * The frozen outcomes in whose window late interactions fall, as far as they may still be
   * corrected; those that may not are counted.
   */
  Uni<List<Late>> touchedBy(
      List<Exposures.UserTime> late,
      Collection<? extends MetricId> metrics,
      Instant evaluatedThrough);

  /** Stores corrected values beside the frozen ones. */
  Uni<Void> correct(List<Correction> corrections);

  /**
   * From one evaluation to the next.
   *
   * @param evaluatedThrough the last evaluated watermark day; null before the first
   * @param watermarkDay the one that is evaluated now
   * @param changedFrom the earliest time that anything which came since speaks of; null if nothing
   *     came
   */
  record Interval(Instant evaluatedThrough, Instant watermarkDay, Instant changedFrom) {

    /**
     * Of an exposure before it the first day has been counted, and of a session that began before
     * it all is known.
     */
    public Instant earliest() {
      if (evaluatedThrough == null) {
        return changedFrom == null ? watermarkDay : changedFrom;
      }
      Instant dayBefore = evaluatedThrough.minus(Duration.ofDays(1));
      return changedFrom == null || dayBefore.isBefore(changedFrom) ? dayBefore : changedFrom;
    }
  }

  /**
   * A metric that follows from the days on which a user was active.
   *
   * @param metric its id
   * @param fromDay the first day after exposure that counts
   * @param toDay the day after the last one, at most {@link Exposures#CURVE_DAYS}
   * @param counted true if its value is the number of active days, false if it is whether there was
   *     any
   */
  record DayMetric(String metric, int fromDay, int toDay, boolean counted) {}

  /**
   * An outcome to be taken.
   *
   * @param userNumber whose
   * @param firstExposedAt the anchor of the window
   * @param metric the metric's id
   */
  record Due(long userNumber, Instant firstExposedAt, String metric) {}

  /**
   * An outcome that was taken.
   *
   * @param due what it answers
   * @param numerator y
   * @param denominator x, 1 unless the metric is a ratio
   * @param maturedAt the end of the window
   */
  record Taken(Due due, double numerator, double denominator, Instant maturedAt) {}

  /**
   * A frozen outcome that late interactions concern.
   *
   * @param experimentNumber the experiment
   * @param due whose, from when, of which metric
   * @param numerator its value as last corrected
   * @param denominator likewise
   */
  record Late(int experimentNumber, Due due, double numerator, double denominator) {}

  /**
   * A corrected outcome.
   *
   * @param late which
   * @param numerator the value with the late interactions
   * @param denominator likewise
   */
  record Correction(Late late, double numerator, double denominator) {}
}
