package io.holdfast.core.model;

import io.holdfast.core.artifact.ArtifactContents;
import io.holdfast.core.artifact.ArtifactException;
import io.holdfast.core.data.DuplicateRule;
import io.holdfast.core.data.InteractionLog;
import io.holdfast.core.data.InteractionMatrix;
import io.holdfast.core.linalg.LinearAlgebra;

/**
 * A kind of model: its name, its parameters, how it is trained and how it is restored. Found by
 * name through {@link ModelKinds}; implementations are registered with {@link
 * java.util.ServiceLoader}, have a public constructor without arguments, and are stateless.
 */
public interface ModelKind {

  /** The name by which it is asked for, for example {@code als}. */
  String name();

  /** The parameters that it takes. */
  ParameterSchema parameters();

  /** The part of a log that it learns from, and that the histories of its users are made of. */
  default InteractionLog learnsFrom(InteractionLog log) {
    return log;
  }

  /** What becomes of repeated interactions in the matrix that it is trained on. */
  default DuplicateRule duplicates() {
    return DuplicateRule.SUM;
  }

  /** Where a search looks for good parameters; empty unless the kind says more. */
  default SearchSpace searchSpace() {
    return SearchSpace.empty();
  }

  /** The same where some parameters are given, on which it may depend which others matter. */
  default SearchSpace searchSpace(Parameters given) {
    return searchSpace();
  }

  /**
   * Trains a model.
   *
   * @param data the interactions; every column is an item of the catalogue
   * @param parameters parsed by {@link #parameters()}
   * @param context seed, threads, linear algebra, progress
   * @throws IllegalArgumentException if the data cannot be used with these parameters
   */
  RankingModel train(InteractionMatrix data, Parameters parameters, TrainingContext context);

  /**
   * The model that {@link RankingModel#contents} was taken from. It may number its items otherwise
   * ({@link ItemOrder}).
   *
   * @param contents what was read from an artifact; the model takes their arrays over
   * @throws ArtifactException if something is missing from the contents
   */
  RankingModel restore(
      ArtifactContents contents, Parameters parameters, LinearAlgebra linearAlgebra)
      throws ArtifactException;
}
