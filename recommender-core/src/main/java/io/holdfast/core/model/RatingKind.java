package io.holdfast.core.model;

import io.holdfast.core.artifact.ArtifactContents;
import io.holdfast.core.artifact.ArtifactException;
import io.holdfast.core.data.DuplicateRule;
import io.holdfast.core.data.InteractionLog;
import io.holdfast.core.data.InteractionMatrix;
import io.holdfast.core.linalg.LinearAlgebra;

/** A kind of model that is trained on ratings and predicts them. */
public interface RatingKind extends ModelKind {

  /** The type of an interaction whose value is a rating. */
  String RATING = "rating";

  /**
   * Ratings alone, where the log tells types: the value of a purchase or a play is something else.
   *
   * @throws IllegalArgumentException if there are none
   */
  @Override
  default InteractionLog learnsFrom(InteractionLog log) {
    InteractionLog ratings =
        log.hasTypes()
            ? log.where(row -> log.type(row) == null || RATING.equals(log.type(row)))
            : log;
    if (ratings.size() == 0) {
      throw new IllegalArgumentException(
          "there is no interaction of the type " + RATING + " to learn from");
    }
    return ratings;
  }

  /** The latest rating stands: who rates again has changed their mind. */
  @Override
  default DuplicateRule duplicates() {
    return DuplicateRule.LATEST;
  }

  @Override
  RatingModel train(InteractionMatrix data, Parameters parameters, TrainingContext context);

  @Override
  RatingModel restore(ArtifactContents contents, Parameters parameters, LinearAlgebra linearAlgebra)
      throws ArtifactException;

  /**
   * The parameters of the simplest model of this kind, r̂ = μ + b_u + b_i: what a better one must
   * not be worse than.
   *
   * @param parameters those of the better one
   */
  Parameters biasesOnly(Parameters parameters);
}
