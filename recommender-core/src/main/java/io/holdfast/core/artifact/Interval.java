package io.holdfast.core.artifact;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * A confidence interval; in JSON {@code [low, high]}.
 *
 * @param low the lower bound
 * @param high the upper bound, not below {@code low}
 */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
@JsonPropertyOrder({"low", "high"})
public record Interval(double low, double high) {

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException if they are not in order, or NaN
   */
  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException("not an interval: [" + low + ", " + high + "]");
    }
  }

  /** Whether {@code value} lies inside, bounds included. */
  public boolean contains(double value) {
    return low <= value && value <= high;
  }
}
