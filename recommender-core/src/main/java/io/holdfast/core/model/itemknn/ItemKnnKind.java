package io.holdfast.core.model.itemknn;

import io.holdfast.core.artifact.ArtifactContents;
import io.holdfast.core.artifact.ArtifactException;
import io.holdfast.core.data.InteractionMatrix;
import io.holdfast.core.linalg.LinearAlgebra;
import io.holdfast.core.model.ModelKind;
import io.holdfast.core.model.ParameterSchema;
import io.holdfast.core.model.Parameters;
import io.holdfast.core.model.RankingModel;
import io.holdfast.core.model.SearchSpace;
import io.holdfast.core.model.TrainingContext;
import io.holdfast.core.model.neighbour.NeighbourModel;

/**
 * The kind {@code item-knn}: items that share people with what the user has met, recent items
 * counting more; see {@link ItemSimilarities} for the similarity and {@link NeighbourModel} for the
 * ranking. No randomness.
 */
public final class ItemKnnKind implements ModelKind {

  /** The kind's name. */
  public static final String KIND = "item-knn";

  @Override
  public String name() {
    return KIND;
  }

  @Override
  public ParameterSchema parameters() {
    return ItemKnnParameters.SCHEMA;
  }

  @Override
  public SearchSpace searchSpace() {
    return ItemKnnParameters.SEARCH_SPACE;
  }

  @Override
  public RankingModel train(
      InteractionMatrix data, Parameters parameters, TrainingContext context) {
    ItemKnnParameters typed = ItemKnnParameters.of(parameters);
    return new NeighbourModel(
        KIND,
        parameters,
        data.items(),
        data.usersPerItem(),
        new ItemSimilarities(data, typed).lists(context),
        typed.historyWeights(),
        typed.popularity());
  }

  @Override
  public RankingModel restore(
      ArtifactContents contents, Parameters parameters, LinearAlgebra linearAlgebra)
      throws ArtifactException {
    ItemKnnParameters typed = ItemKnnParameters.of(parameters);
    return NeighbourModel.restore(
        KIND, parameters, contents, typed.historyWeights(), typed.popularity());
  }
}
