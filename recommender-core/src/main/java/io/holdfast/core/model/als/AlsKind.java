package io.holdfast.core.model.als;

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
import io.holdfast.core.model.TrainingContext;

/**
 * The kind {@code als}: implicit matrix factorization by alternating least squares with the
 * objective of Rendle et al. 2022 (arXiv 2110.14037); see {@link AlsTraining}. Every observed
 * (user, item) counts once, whatever its value.
 */
public final class AlsKind implements ModelKind {

  @Override
  public String name() {
    return AlsModel.KIND;
  }

  @Override
  public ParameterSchema parameters() {
    return AlsParameters.SCHEMA;
  }

  @Override
  public RankingModel train(
      InteractionMatrix data, Parameters parameters, TrainingContext context) {
    AlsParameters typed = AlsParameters.of(parameters).resolvedBy(data);
    try (AlsTraining training = new AlsTraining(data, typed, context)) {
      for (int epoch = 1; epoch <= typed.epochs(); epoch++) {
        training.solveUsers();
        training.solveItems();
        context.progress().factorized(training.userFactors(), training.itemFactors());
        context.progress().progressed("epoch", epoch, typed.epochs());
      }
      return new AlsModel(
          data.items(),
          training.itemFactors(),
          data.usersPerItem(),
          typed,
          context.linearAlgebra());
    }
  }

  @Override
  public RankingModel restore(
      ArtifactContents contents, Parameters parameters, LinearAlgebra linearAlgebra)
      throws ArtifactException {
    AlsParameters typed = AlsParameters.of(parameters);
    Tensor.Floats factors = contents.floats(AlsModel.ITEM_FACTORS, 2);
    if (factors.shape()[1] != typed.factors()) {
      throw new CorruptArtifactException(
          "the item factors have %d dimensions, the parameters say %d"
              .formatted(factors.shape()[1], typed.factors()));
    }
    return new AlsModel(
        contents.ids(AlsModel.ITEMS),
        factors.values(),
        contents.ints(AlsModel.USER_COUNTS, 1).values(),
        typed,
        linearAlgebra);
  }
}
