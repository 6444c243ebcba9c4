package io.holdfast.core.model.als;

import io.holdfast.core.artifact.ArtifactContents;
import io.holdfast.core.artifact.ArtifactException;
import io.holdfast.core.artifact.CorruptArtifactException;
import io.holdfast.core.artifact.Tensor;
import io.holdfast.core.data.IdMap;
import io.holdfast.core.data.InteractionMatrix;
import io.holdfast.core.linalg.LinearAlgebra;
import io.holdfast.core.model.ItemOrder;
import io.holdfast.core.model.ModelKind;
import io.holdfast.core.model.ParameterSchema;
import io.holdfast.core.model.Parameters;
import io.holdfast.core.model.RankingModel;
import io.holdfast.core.model.SearchSpace;
import io.holdfast.core.model.TrainingContext;

/**
 * The kind {@code als}: implicit matrix factorization by alternating least squares. By {@code
 * weighting} it minimises the objective of Rendle et al. 2022 ({@code ials}: every observed user
 * and item count once, whatever the value) or of Hu, Koren and Volinsky 2008 ({@code hkv}: the
 * confidence grows with the value); see {@link AlsObjective} for both and {@link AlsTraining} for
 * how.
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
  public SearchSpace searchSpace() {
    return AlsParameters.SEARCH_SPACE;
  }

  @Override
  public RankingModel train(
      InteractionMatrix data, Parameters parameters, TrainingContext context) {
    Parameters resolved = AlsParameters.resolved(parameters, data);
    int epochs = AlsParameters.of(resolved).epochs();
    try (AlsTraining training = AlsTraining.of(data, resolved, context)) {
      for (int epoch = 1; epoch <= epochs; epoch++) {
        training.solveUsers();
        training.solveItems();
        context.progress().progressed("epoch", epoch, epochs);
      }
      return new AlsModel(
          data.items(),
          training.itemFactors(),
          data.usersPerItem(),
          resolved,
          data.latestEpochSecond(),
          context.linearAlgebra());
    }
  }

  @Override
  public RankingModel restore(
      ArtifactContents contents, Parameters parameters, LinearAlgebra linearAlgebra)
      throws ArtifactException {
    int d = AlsParameters.of(parameters).factors();
    Tensor.Floats factors = contents.floats(AlsModel.ITEM_FACTORS, 2);
    if (factors.shape()[1] != d) {
      throw new CorruptArtifactException(
          "the item factors have %d dimensions, the parameters say %d"
              .formatted(factors.shape()[1], d));
    }
    long latest =
        contents.tensors().containsKey(AlsModel.LATEST)
            ? contents.longs(AlsModel.LATEST, 1).values()[0]
            : Long.MIN_VALUE;
    IdMap items = contents.ids(AlsModel.ITEMS);
    int[] userCounts = contents.ints(AlsModel.USER_COUNTS, 1).values();
    ItemOrder order = ItemOrder.byLength(factors.values(), factors.shape()[0], d);
    order.apply(factors.values(), d);
    return new AlsModel(
        order.of(items), factors.values(), order.of(userCounts), parameters, latest, linearAlgebra);
  }
}
