package io.holdfast.metrics.domain;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** How far the evaluation has come. */
public interface Progress {

  /** Where it stands. */
  Uni<Standing> read();

  /** Event time has moved on. */
  Uni<Void> advanced(Instant eventTime);

  /** Something came that speaks of that time. */
  Uni<Void> changed(Instant at);

  /** A watermark day was evaluated after the events up to a position. */
  Uni<Void> evaluated(Evaluation evaluation);

  /** Evaluations that were made once, of days after the one that stands, in order. */
  Uni<List<Evaluation>> journal();

  /** Forgets everything but the journal, so that the log can be read from its beginning. */
  Uni<Void> clear();

  /**
   * Where the evaluation stands.
   *
   * @param eventTime the last event time consumed; null if none was
   * @param evaluatedThrough the last evaluated watermark day; null if none was
   * @param changedFrom the earliest time that anything which came after that evaluation speaks of;
   *     null if nothing came
   */
  record Standing(Instant eventTime, Instant evaluatedThrough, Instant changedFrom) {

    /** The first calendar day that is not rolled up; null if none is. */
    public LocalDate rolledUpTo() {
      return evaluatedThrough == null ? null : dayOf(evaluatedThrough);
    }
  }

  /**
   * One evaluation.
   *
   * @param watermarkDay a midnight in UTC
   * @param position what of the log it had seen
   */
  record Evaluation(Instant watermarkDay, long position) {}

  /** The calendar day of a moment, UTC. */
  static LocalDate dayOf(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC);
  }
}
