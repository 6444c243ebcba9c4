package io.holdfast.core.model;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Predicted ratings, in the unit of the ratings that a model was trained on and not limited to
 * their range.
 *
 * @param means the expected rating of each item asked for, in the order of asking
 * @param deviations the standard deviation of the predictive distribution of each, its noise
 *     included; null from a model that does not know how sure it is
 */
@SuppressWarnings("ArrayRecordComponent") // Equality is by content, below.
public record RatingPredictions(float[] means, float @Nullable [] deviations) {

  /**
   * Checks that the arrays match.
   *
   * @throws IllegalArgumentException if their lengths differ
   */
  public RatingPredictions {
    if (deviations != null && deviations.length != means.length) {
      throw new IllegalArgumentException(
          means.length + " means but " + deviations.length + " deviations");
    }
  }

  /** How many predictions there are. */
  public int size() {
    return means.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RatingPredictions that
        && Arrays.equals(means, that.means)
        && Arrays.equals(deviations, that.deviations);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(means) + Arrays.hashCode(deviations);
  }

  @Override
  public String toString() {
    return "RatingPredictions[means="
        + Arrays.toString(means)
        + ", deviations="
        + Arrays.toString(deviations)
        + "]";
  }
}
