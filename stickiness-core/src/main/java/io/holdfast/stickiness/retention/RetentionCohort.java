package io.holdfast.stickiness.retention;

import java.time.Instant;

/**
 * The users of one cohort and who of them returned, column by column. A column is period k after
 * the anchor, or what {@link RetentionMeasure} makes of it; k = 0 is the cohort's own period, from
 * the anchor on.
 *
 * <p>Immutable and thread-safe.
 */
public final class RetentionCohort {

  private final Instant start;
  private final int size;
  private final int[] returned;
  private final int[] matured;
  private final int[] maturedReturned;

  /**
   * Copies the counts.
   *
   * @param start the first moment of the cohort's period
   * @param size how many users it has
   * @param returned by column, users seen to return so far
   * @param matured by column, users who have had the whole of it
   * @param maturedReturned by column, users in both
   * @throws IllegalArgumentException if the lengths differ or the counts contradict each other
   */
  public RetentionCohort(
      Instant start, int size, int[] returned, int[] matured, int[] maturedReturned) {
    this.start = start;
    this.size = size;
    this.returned = returned.clone();
    this.matured = matured.clone();
    this.maturedReturned = maturedReturned.clone();
    if (matured.length != returned.length || maturedReturned.length != returned.length) {
      throw new IllegalArgumentException(
          "Columns of the cohort of %s: %d, %d, %d"
              .formatted(start, returned.length, matured.length, maturedReturned.length));
    }
    for (int k = 0; k < returned.length; k++) {
      if (maturedReturned[k] < 0
          || maturedReturned[k] > Math.min(returned[k], matured[k])
          || Math.max(returned[k], matured[k]) > size) {
        throw new IllegalArgumentException(
            "Column %d of the cohort of %s: %d of %d users returned, %d of them among %d matured"
                .formatted(k, start, returned[k], size, maturedReturned[k], matured[k]));
      }
    }
  }

  /** The first moment of the cohort's period. */
  public Instant start() {
    return start;
  }

  /** How many users it has. */
  public int size() {
    return size;
  }

  /** How many columns it has. */
  public int columns() {
    return returned.length;
  }

  /** Users seen to return in column k so far, matured or not. */
  public int returned(int k) {
    return returned[k];
  }

  /** Users who have had the whole of column k. */
  public int matured(int k) {
    return matured[k];
  }

  /**
   * Retention in column k: of the users who have had the whole of it, those who returned. Nobody
   * who still may return counts as lost, and nobody who returned early counts ahead of the others.
   */
  public RetentionPoint point(int k) {
    return new RetentionPoint(k, maturedReturned[k], matured[k]);
  }
}
