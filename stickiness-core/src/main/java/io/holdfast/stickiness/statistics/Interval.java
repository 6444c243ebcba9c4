package io.holdfast.stickiness.statistics;

/**
 * An interval, both ends included.
 *
 * @param lower its lower bound
 * @param upper its upper bound
 */
public record Interval(double lower, double upper) {

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException if they are not numbers in order
   */
  public Interval {
    if (!(lower <= upper)) {
      throw new IllegalArgumentException("Interval [%s, %s]".formatted(lower, upper));
    }
  }

  static Interval around(double centre, double halfWidth) {
    return new Interval(centre - halfWidth, centre + halfWidth);
  }

  /** Whether a value lies inside. */
  public boolean contains(double value) {
    return lower <= value && value <= upper;
  }

  /** Upper minus lower bound. */
  public double width() {
    return upper - lower;
  }
}
