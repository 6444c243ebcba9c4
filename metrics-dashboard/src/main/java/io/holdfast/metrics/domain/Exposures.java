package io.holdfast.metrics.domain;

import io.holdfast.metrics.domain.Outcomes.Interval;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** First exposures, and per variant how many there are and how many of them came back each day. */
public interface Exposures {

  /** The days of a retention curve, from day 0. */
  int CURVE_DAYS = 60;

  /** The stored exposures among these. */
  Uni<Map<Exposure.Key, Exposure>> find(Collection<Exposure.Key> keys);

  /** Stores new and changed exposures and keeps the counts in step. */
  Uni<Void> save(List<Change> changes);

  /**
   * Lets the days that have elapsed since an evaluation enter the retention curves, returned and
   * not returned alike.
   */
  Uni<Void> matureDays(Interval evaluation);

  /**
   * Puts late interactions into the retention curves.
   *
   * @param late interactions before {@code evaluatedThrough}
   * @param evaluatedThrough the last evaluated watermark day
   */
  Uni<Void> correctDays(List<UserTime> late, Instant evaluatedThrough);

  /** Users of each variant and stratum of one experiment. */
  Uni<List<VariantCount>> counts(int experimentNumber);

  /**
   * An exposure that is new or differs.
   *
   * @param before as stored; null if new
   * @param after as it is now
   */
  record Change(Exposure before, Exposure after) {}

  /**
   * A moment of one user.
   *
   * @param userNumber who
   * @param at when
   */
  record UserTime(long userNumber, Instant at) {}

  /**
   * The exposed users of one variant in one stratum.
   *
   * @param stratum the period of constant weights
   * @param variant the variant
   * @param users its users
   * @param switchers users of it who were also seen in another variant
   * @param corrected users of it of whom a frozen outcome was corrected later
   */
  record VariantCount(int stratum, String variant, long users, long switchers, long corrected) {}
}
