package io.holdfast.core.model.explicitmf;

import io.holdfast.core.data.InteractionMatrix;

/**
 * The unit in which the model works: ratings less their mean, divided by their standard deviation.
 * So priors mean the same whether ratings go from 1 to 5 or from 0 to 100.
 *
 * @param mean μ, the mean of the training ratings
 * @param deviation their standard deviation, or 1 if they are all the same
 */
record RatingScale(float mean, float deviation) {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is not finite, or the deviation not positive
   */
  RatingScale {
    if (!Float.isFinite(mean) || !(deviation > 0 && deviation < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "no scale of ratings: mean %s, deviation %s".formatted(mean, deviation));
    }
  }

  /** The scale of the entries of {@code data}. */
  static RatingScale of(InteractionMatrix data) {
    return ofKnown(data.valueArray());
  }

  /**
   * The scale of those ratings that are not NaN.
   *
   * @throws IllegalArgumentException if all are
   */
  static RatingScale ofKnown(float[] ratings) {
    double sum = 0;
    int known = 0;
    for (float rating : ratings) {
      if (!Float.isNaN(rating)) {
        sum += rating;
        known++;
      }
    }
    double mean = sum / known;
    double squares = 0;
    for (float rating : ratings) {
      if (!Float.isNaN(rating)) {
        squares += (rating - mean) * (rating - mean);
      }
    }
    float deviation = (float) Math.sqrt(squares / known);
    return new RatingScale((float) mean, deviation > 0 ? deviation : 1);
  }

  /** The rating in this unit. */
  float standardized(float rating) {
    return (rating - mean) / deviation;
  }

  /** The rating that {@code standardized} stands for. */
  float rating(double standardized) {
    return (float) (mean + deviation * standardized);
  }
}
