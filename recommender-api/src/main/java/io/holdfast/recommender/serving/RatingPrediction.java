package io.holdfast.recommender.serving;

import java.util.List;

/**
 * The rating that a user is expected to give.
 *
 * @param itemId of what
 * @param rating the expected rating, in the unit of the training data's ratings and not limited to
 *     their range
 * @param standardDeviation how far a rating lies from it, what is not known of the user and the
 *     item and the noise of ratings together; null from a model that does not know how sure it is
 * @param interval where a rating lies with the probability {@link PredictRatings#LEVEL}, if ratings
 *     are normal around the expected one: its lower and upper end; null as the deviation
 */
public record RatingPrediction(
    String itemId, double rating, Double standardDeviation, List<Double> interval) {
  /** The 97.5 % quantile of the standard normal distribution. */
  private static final double NORMAL_QUANTILE = 1.959963984540054;

  static RatingPrediction withoutDeviation(String itemId, double rating) {
    return new RatingPrediction(itemId, rating, null, null);
  }

  static RatingPrediction of(String itemId, double rating, double standardDeviation) {
    double reach = NORMAL_QUANTILE * standardDeviation;
    return new RatingPrediction(
        itemId, rating, standardDeviation, List.of(rating - reach, rating + reach));
  }
}
