package io.holdfast.core.model.popular;

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

/** The kind {@code popular}: counts distinct users, recent ones more if asked to. No randomness. */
public final class PopularKind implements ModelKind {

  @Override
  public String name() {
    return PopularModel.KIND;
  }

  @Override
  public ParameterSchema parameters() {
    return PopularModel.PARAMETERS;
  }

  @Override
  public SearchSpace searchSpace() {
    return PopularModel.SEARCH_SPACE;
  }

  @Override
  public RankingModel train(
      InteractionMatrix data, Parameters parameters, TrainingContext context) {
    RankingModel model = PopularModel.train(data, complete(parameters));
    context.progress().progressed("count", 1, 1);
    return model;
  }

  @Override
  public RankingModel restore(
      ArtifactContents contents, Parameters parameters, LinearAlgebra linearAlgebra)
      throws ArtifactException {
    return PopularModel.restore(contents, complete(parameters));
  }

  /** Those left out at their defaults: callers from before there were any pass none. */
  private static Parameters complete(Parameters parameters) {
    return PopularModel.PARAMETERS.parse(parameters.asMap());
  }
}
