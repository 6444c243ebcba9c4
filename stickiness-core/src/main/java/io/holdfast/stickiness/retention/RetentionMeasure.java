package io.holdfast.stickiness.retention;

/**
 * In which periods after the anchor a return counts. Period 0 begins at the anchor.
 *
 * <p>A <em>column</em> k of a cohort is a range of periods [from, to). Whoever has a return event
 * inside has returned; whoever has lived through the whole of it has matured.
 */
public sealed interface RetentionMeasure {

  /** In period k: [k, k + 1). */
  RetentionMeasure ON = new On();

  /** In period k or later, with the same follow-up for all of the cohort. */
  RetentionMeasure ON_OR_AFTER = new OnOrAfter();

  /** The name on the wire: {@code on}, {@code on-or-after}, {@code bracket}. */
  String id();

  /** In period k: [k, k + 1). */
  record On() implements RetentionMeasure {

    @Override
    public String id() {
      return "on";
    }
  }

  /**
   * In period k or later, up to the end of the cohort's follow-up: [k, h), where h is the number of
   * periods that every possible member of the cohort has had whole at the watermark, at most the
   * cohort's columns. Without that common end, users who came early would have had longer to
   * return. Where k ≥ h, period k alone, which has not matured for all.
   */
  record OnOrAfter() implements RetentionMeasure {

    @Override
    public String id() {
      return "on-or-after";
    }
  }

  /**
   * In the periods [from, to): one column.
   *
   * @param from first period, at least 0
   * @param to the period after the last one
   */
  record Bracket(int from, int to) implements RetentionMeasure {

    /**
     * Checks the periods.
     *
     * @throws IllegalArgumentException if they are negative, empty, or beyond {@link
     *     RetentionQuery#MAX_PERIODS}
     */
    public Bracket {
      if (from < 0 || to <= from || to > RetentionQuery.MAX_PERIODS) {
        throw new IllegalArgumentException(
            "Retention bracket [%d, %d) is not a range of periods in [0, %d)"
                .formatted(from, to, RetentionQuery.MAX_PERIODS));
      }
    }

    @Override
    public String id() {
      return "bracket";
    }
  }
}
