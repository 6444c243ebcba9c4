package io.holdfast.core.model;

import java.util.random.RandomGenerator;

/**
 * A model that knows how sure it is of its scores: given what a user has done, the scores of items
 * have a joint normal distribution around those that {@link RankingModel#score} gives. A draw from
 * it is what Thompson sampling ranks by. Thread-safe.
 */
public interface ScorePosterior {

  /**
   * Draws from the distribution, less its mean.
   *
   * @param items their indices in the model
   * @param noise σ, the standard deviation of an observation of weight 1
   * @param draws how many
   * @return float32 [draws, items], row-major; all zero if the model cannot rank for this history
   * @throws IllegalArgumentException if {@code noise} is not positive, or the history holds an
   *     index beyond the catalogue
   */
  float[] deviations(History history, int[] items, double noise, int draws, RandomGenerator random);
}
