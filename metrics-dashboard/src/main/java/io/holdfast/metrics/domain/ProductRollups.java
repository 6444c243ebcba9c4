package io.holdfast.metrics.domain;

import io.smallrye.mutiny.Uni;
import java.time.LocalDate;
import java.util.Collection;

/** Product-wide figures by calendar day (UTC): stickiness and cohorts by first active day. */
public interface ProductRollups {

  /** The most days after its own that a cohort is followed. */
  int COHORT_DAYS = 90;

  /** The most days back that the first evaluation rolls up. */
  int FIRST_DAYS = 400;

  /**
   * Rolls up the days that are new, or stale, before a day.
   *
   * @param rolledUpTo the first day that was not rolled up yet; null if none was
   * @param before the first day that is not complete
   */
  Uni<Void> rollUp(LocalDate rolledUpTo, LocalDate before);

  /** Makes the figures that depend on these days anew, as far as they were made. */
  Uni<Void> refresh(Collection<LocalDate> days, LocalDate before);
}
