package io.holdfast.core.model.explicitmf;

import io.holdfast.core.data.CriterionRatings;
import io.holdfast.core.data.DuplicateRule;
import io.holdfast.core.data.InteractionMatrix;
import io.holdfast.core.model.History;
import java.util.ArrayList;
import java.util.List;

/**
 * What a pair is rated by: the criteria, and last the overall rating.
 *
 * @param criteria the names of the K − 1 criteria
 * @param scales the unit of each of the K aspects
 */
record Aspects(List<String> criteria, List<RatingScale> scales) {

  /** A pattern of known aspects is a set of bits, and a covariance costs K³. */
  static final int MOST_CRITERIA = 16;

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if there is not one scale more than there are criteria, or too
   *     many criteria
   */
  Aspects {
    criteria = List.copyOf(criteria);
    scales = List.copyOf(scales);
    if (scales.size() != criteria.size() + 1 || criteria.size() > MOST_CRITERIA) {
      throw new IllegalArgumentException(
          "%d scales of %d criteria, of which there are at most %d"
              .formatted(scales.size(), criteria.size(), MOST_CRITERIA));
    }
  }

  /**
   * Those of the training data.
   *
   * @throws IllegalArgumentException if nothing is rated by one of the criteria
   */
  static Aspects of(InteractionMatrix data, List<String> criteria) {
    List<RatingScale> scales = new ArrayList<>();
    for (String criterion : criteria) {
      scales.add(RatingScale.ofKnown(ratings(data, criterion)));
    }
    scales.add(RatingScale.of(data));
    return new Aspects(criteria, scales);
  }

  /** K. */
  int count() {
    return scales.size();
  }

  /** The unit of the overall rating. */
  RatingScale overall() {
    return scales.getLast();
  }

  /** The standardized ratings of the entries of {@code data}, [entries, K]; NaN if not known. */
  float[] standardized(InteractionMatrix data) {
    if ((long) data.entries() * count() > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "%d ratings by %d criteria do not fit an array; name fewer criteria"
              .formatted(data.entries(), criteria.size()));
    }
    float[] standardized = new float[data.entries() * count()];
    for (int k = 0; k < count(); k++) {
      boolean isOverall = k == criteria.size();
      float[] ratings = isOverall ? data.valueArray() : ratings(data, criteria.get(k));
      for (int p = 0; p < ratings.length; p++) {
        standardized[p * count() + k] = scales.get(k).standardized(ratings[p]);
      }
    }
    return standardized;
  }

  /** The same of some positions of a history. */
  float[] standardized(History history, int[] positions) {
    CriterionRatings told = history.criteria();
    float[] standardized = new float[positions.length * count()];
    for (int k = 0; k < criteria.size(); k++) {
      int index = told.names().indexOf(criteria.get(k));
      for (int p = 0; p < positions.length; p++) {
        standardized[p * count() + k] =
            scales.get(k).standardized(told.rating(positions[p], index));
      }
    }
    for (int p = 0; p < positions.length; p++) {
      standardized[p * count() + criteria.size()] =
          overall().standardized(history.weight(positions[p]));
    }
    return standardized;
  }

  private static float[] ratings(InteractionMatrix data, String criterion) {
    int index = data.criteria().indexOf(criterion);
    return data.merged(DuplicateRule.LATEST, (log, row) -> log.criteria().rating(row, index));
  }
}
