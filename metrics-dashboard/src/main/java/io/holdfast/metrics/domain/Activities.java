package io.holdfast.metrics.domain;

import io.smallrye.mutiny.Uni;
import java.time.LocalDate;
import java.util.List;

/** Who was active on which calendar day (UTC). */
public interface Activities {

  /**
   * Adds interactions. Days before {@code rolledUpTo} that change are marked stale, so that the
   * next evaluation makes their product-wide figures anew.
   *
   * @param days each user and day once
   * @param rolledUpTo the first day that was not rolled up yet; null if none was
   */
  Uni<Void> add(List<ActiveDay> days, LocalDate rolledUpTo);

  /**
   * A user's interactions of one day.
   *
   * @param userNumber who
   * @param day the calendar day, UTC
   * @param interactions how many, at least 1
   */
  record ActiveDay(long userNumber, LocalDate day, int interactions) {}
}
