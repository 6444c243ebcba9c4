package io.holdfast.core.model.ease;

import io.holdfast.core.artifact.ArtifactContents;
import io.holdfast.core.artifact.ArtifactException;
import io.holdfast.core.artifact.CorruptArtifactException;
import io.holdfast.core.artifact.Tensor;
import io.holdfast.core.data.InteractionMatrix;
import io.holdfast.core.linalg.LinearAlgebra;
import io.holdfast.core.model.ModelKind;
import io.holdfast.core.model.ParameterSchema;
import io.holdfast.core.model.Parameters;
import io.holdfast.core.model.RankingModel;
import io.holdfast.core.model.SearchSpace;
import io.holdfast.core.model.TrainingContext;

/**
 * The kind {@code ease}: a linear autoencoder over items in closed form (Steck 2019, arXiv
 * 1905.03375); see {@link EaseTraining}. Every observed (user, item) counts once, whatever its
 * value. No randomness. It is for catalogues of up to some ten thousand items: its model is a dense
 * float32 [items, items], and training refuses what would not fit the memory of this process.
 */
public final class EaseKind implements ModelKind {

  @Override
  public String name() {
    return EaseModel.KIND;
  }

  @Override
  public ParameterSchema parameters() {
    return EaseParameters.SCHEMA;
  }

  @Override
  public SearchSpace searchSpace() {
    return EaseParameters.SEARCH_SPACE;
  }

  @Override
  public RankingModel train(
      InteractionMatrix data, Parameters parameters, TrainingContext context) {
    DenseMemory.requireRoomFor(
        data.columns(), EaseTraining.invertsUsers(data) ? data.rows() : 0, DenseMemory.free());
    EaseParameters typed = EaseParameters.of(parameters);
    float[] weights = EaseTraining.weights(data, typed.regularization(), context);
    return new EaseModel(
        parameters,
        data.items(),
        data.usersPerItem(),
        weights,
        typed.historyWeights(),
        context.linearAlgebra());
  }

  @Override
  public RankingModel restore(
      ArtifactContents contents, Parameters parameters, LinearAlgebra linearAlgebra)
      throws ArtifactException {
    Tensor.Floats weights = contents.floats(EaseModel.WEIGHTS, 2);
    if (weights.shape()[0] != weights.shape()[1]) {
      throw new CorruptArtifactException(
          "the item weights are %d x %d".formatted(weights.shape()[0], weights.shape()[1]));
    }
    return new EaseModel(
        parameters,
        contents.ids(EaseModel.ITEMS),
        contents.ints(EaseModel.USER_COUNTS, 1).values(),
        weights.values(),
        EaseParameters.of(parameters).historyWeights(),
        linearAlgebra);
  }
}
