package io.holdfast.core.model.bpr;

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
 * The kind {@code bpr}: matrix factorization that learns to rank what a user met above what they
 * did not (Rendle, Freudenthaler, Gantner &amp; Schmidt-Thieme 2009); see {@link BprTraining}.
 * Every observed (user, item) counts once, whatever its value.
 */
public final class BprKind implements ModelKind {

  @Override
  public String name() {
    return BprModel.KIND;
  }

  @Override
  public ParameterSchema parameters() {
    return BprParameters.SCHEMA;
  }

  @Override
  public SearchSpace searchSpace() {
    return BprParameters.SEARCH_SPACE;
  }

  @Override
  public RankingModel train(
      InteractionMatrix data, Parameters parameters, TrainingContext context) {
    BprParameters typed = BprParameters.of(parameters);
    try (BprTraining training = new BprTraining(data, typed, context)) {
      for (int epoch = 1; epoch <= typed.epochs(); epoch++) {
        training.epoch(epoch);
        context.progress().progressed("epoch", epoch, typed.epochs());
      }
      return new BprModel(
          data.items(),
          training.itemFactors(),
          data.usersPerItem(),
          BprModel.candidates(data.columns(), typed),
          parameters,
          context.linearAlgebra());
    }
  }

  @Override
  public RankingModel restore(
      ArtifactContents contents, Parameters parameters, LinearAlgebra linearAlgebra)
      throws ArtifactException {
    Tensor.Floats factors = contents.floats(BprModel.ITEM_FACTORS, 2);
    BprParameters typed = BprParameters.of(parameters);
    int width = typed.factors() + 1;
    if (factors.shape()[1] != width) {
      throw new CorruptArtifactException(
          "the item factors have %d columns, the parameters say %d factors and a bias"
              .formatted(factors.shape()[1], typed.factors()));
    }
    IdMap items = contents.ids(BprModel.ITEMS);
    int[] userCounts = contents.ints(BprModel.USER_COUNTS, 1).values();
    int count = factors.shape()[0];
    ItemOrder order = ItemOrder.byLength(factors.values(), count, width);
    order.apply(factors.values(), width);
    return new BprModel(
        order.of(items),
        factors.values(),
        order.of(userCounts),
        order.renumbered(BprModel.candidates(count, typed)),
        parameters,
        linearAlgebra);
  }
}
