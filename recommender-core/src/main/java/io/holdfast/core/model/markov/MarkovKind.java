package io.holdfast.core.model.markov;

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
 * The kind {@code markov}: what people did next, after the items that a user met last; see {@link
 * Transitions} for what is counted and {@link NeighbourModel} for the ranking. It reads the order
 * of interactions, not their values, and has no randomness.
 */
public final class MarkovKind implements ModelKind {

  /** The kind's name. */
  public static final String KIND = "markov";

  @Override
  public String name() {
    return KIND;
  }

  @Override
  public ParameterSchema parameters() {
    return MarkovParameters.SCHEMA;
  }

  @Override
  public SearchSpace searchSpace() {
    return MarkovParameters.SEARCH_SPACE;
  }

  @Override
  public RankingModel train(
      InteractionMatrix data, Parameters parameters, TrainingContext context) {
    MarkovParameters typed = MarkovParameters.of(parameters);
    return new NeighbourModel(
        KIND,
        parameters,
        data.items(),
        data.usersPerItem(),
        new Transitions(data, typed).lists(context),
        typed.historyWeights(),
        typed.popularity());
  }

  @Override
  public RankingModel restore(
      ArtifactContents contents, Parameters parameters, LinearAlgebra linearAlgebra)
      throws ArtifactException {
    MarkovParameters typed = MarkovParameters.of(parameters);
    return NeighbourModel.restore(
        KIND, parameters, contents, typed.historyWeights(), typed.popularity());
  }
}
