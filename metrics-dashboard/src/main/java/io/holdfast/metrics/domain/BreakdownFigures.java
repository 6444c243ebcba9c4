package io.holdfast.metrics.domain;

import io.holdfast.stickiness.statistics.CovariateMoments;
import io.holdfast.stickiness.statistics.PairMoments;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;

/** What the API reads beyond each variant's sums, of the same moment as {@link Figures}. */
public interface BreakdownFigures {

  /** Frozen outcomes with covariates, of each stratum, variant and metric. */
  Uni<List<VariantCovariates>> covariates(int experimentNumber);

  /** Session lengths, by stratum, variant and bucket ascending. */
  Uni<List<LengthCount>> sessionLengths(int experimentNumber);

  /** Users whose return time is known, by stratum and variant. */
  Uni<List<ReturnCount>> returned(int experimentNumber);

  /** Users who are awaited, by stratum and variant. */
  Uni<List<AwaitedCount>> awaited(int experimentNumber);

  /** The attributes that split the results, by name. */
  Uni<List<String>> segmentAttributes(int experimentNumber);

  /**
   * Users of each value of an attribute; those of whom it is not known are {@link
   * Profiles#UNKNOWN}.
   */
  Uni<List<SegmentUsers>> segmentUsers(int experimentNumber, String attribute);

  /** Sums of the frozen outcomes of each value of an attribute, unknown ones included. */
  Uni<List<SegmentMoments>> segmentMoments(int experimentNumber, String attribute);

  /**
   * Outcomes of one metric with the covariates of {@link Profiles}.
   *
   * @param stratum the period of constant weights
   * @param variant the variant
   * @param metric the metric's id
   * @param moments of the outcome and two covariates: active days, session seconds
   */
  record VariantCovariates(int stratum, String variant, String metric, CovariateMoments moments) {}

  /**
   * One bucket of {@link SessionLengths}: what the sums over users grow by from the bucket before
   * it. y is a user's number of sessions up to a bucket, x that of all.
   *
   * @param stratum the period of constant weights
   * @param variant the variant
   * @param bucket the bucket
   * @param grownY growth of Σ y
   * @param grownYy growth of Σ y²
   * @param grownXy growth of Σ xy
   */
  record LengthCount(
      int stratum, String variant, int bucket, long grownY, long grownYy, long grownXy) {}

  /**
   * Users who came back after so many hours.
   *
   * @param stratum the period of constant weights
   * @param variant the variant
   * @param hour whole hours; {@link ReturnTimes#HORIZON_HOURS} for those who stayed away longer
   * @param users how many
   */
  record ReturnCount(int stratum, String variant, int hour, long users) {}

  /**
   * Users who have not come back yet.
   *
   * @param stratum the period of constant weights
   * @param variant the variant
   * @param endedHour the beginning of the hour in which the anchor's session ended
   * @param users how many
   */
  record AwaitedCount(int stratum, String variant, Instant endedHour, long users) {}

  /**
   * Users of a segment, once their first day has elapsed.
   *
   * @param value the attribute's value
   * @param variant the variant
   * @param users how many, all strata together
   */
  record SegmentUsers(String value, String variant, long users) {}

  /**
   * Outcomes of one metric in a segment.
   *
   * @param value the attribute's value
   * @param stratum the period of constant weights
   * @param variant the variant
   * @param metric the metric's id
   * @param moments of numerator and denominator
   */
  record SegmentMoments(
      String value, int stratum, String variant, String metric, PairMoments moments) {}
}
