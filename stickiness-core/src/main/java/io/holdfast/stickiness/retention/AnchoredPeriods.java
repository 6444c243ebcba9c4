package io.holdfast.stickiness.retention;

/**
 * The periods 0, 1, 2, … after a user's anchor, in milliseconds since the epoch. Period 0 begins at
 * the anchor in either kind of window; a calendar one ends with the cohort's own period.
 */
final class AnchoredPeriods {

  private final PeriodGrid grid;
  private final boolean rolling;
  private final long rollingMillis;
  private final long watermark;

  AnchoredPeriods(RetentionQuery query, PeriodGrid grid) {
    this.grid = grid;
    this.rolling = query.windows() == WindowKind.ROLLING;
    this.rollingMillis = query.calendar().unit().rolling().toMillis();
    this.watermark = query.watermark().toEpochMilli();
  }

  /** When period k begins, for an anchor in a cohort's period. */
  long start(int cohort, long anchor, int k) {
    if (k == 0) {
      return anchor;
    }
    return rolling ? anchor + k * rollingMillis : grid.start(cohort + k);
  }

  /** The period that a time not before the anchor falls in. */
  long periodOf(int cohort, long anchor, long time) {
    return rolling ? (time - anchor) / rollingMillis : grid.indexOf(time) - cohort;
  }

  /** How many periods have wholly elapsed at the watermark; negative if it is before the anchor. */
  long elapsed(int cohort, long anchor) {
    return rolling
        ? Math.floorDiv(watermark - anchor, rollingMillis)
        : grid.indexOf(watermark) - cohort;
  }
}
