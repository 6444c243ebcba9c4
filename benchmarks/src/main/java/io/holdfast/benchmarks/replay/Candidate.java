package io.holdfast.benchmarks.replay;

import io.holdfast.core.data.InteractionLog;
import io.holdfast.core.model.ModelKind;
import io.holdfast.core.model.ModelKinds;
import io.holdfast.core.model.RankingModel;
import io.holdfast.core.model.TrainingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A kind of model with parameters that are tried.
 *
 * @param kind the kind's name
 * @param parameters those that are not left as they are
 */
record Candidate(String kind, Map<String, String> parameters) {
  private static final long SEED = 1;

  /**
   * What is tried of a kind: each of two values of two parameters.
   *
   * @throws IllegalArgumentException if nothing is
   */
  static List<Candidate> of(String kind) {
    return switch (kind) {
      case "als" -> grid(kind, "factors", List.of("64", "128"), "half-life-days", "0", "60");
      case "ease" -> grid(kind, "regularization", List.of("150", "500"), "decay", "0.95", "1");
      case "item-knn" -> grid(kind, "shrinkage", List.of("10", "100"), "decay", "0.95", "1");
      default ->
          throw new IllegalArgumentException(
              "a model of als, ease and item-knn is replayed, not of " + kind);
    };
  }

  private static List<Candidate> grid(
      String kind, String one, List<String> values, String other, String... others) {
    List<Candidate> grid = new ArrayList<>();
    for (String value : values) {
      for (String otherValue : others) {
        grid.add(new Candidate(kind, Map.of(one, value, other, otherValue)));
      }
    }
    return grid;
  }

  /** The model of a log. */
  RankingModel train(InteractionLog log) {
    ModelKind named = ModelKinds.named(kind);
    return named.train(
        named.learnsFrom(log).toMatrix(named.duplicates()),
        named.parameters().parse(parameters),
        TrainingContext.withSeed(SEED));
  }
}
