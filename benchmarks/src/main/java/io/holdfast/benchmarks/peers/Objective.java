package io.holdfast.benchmarks.peers;

import io.holdfast.core.data.InteractionMatrix;
import io.holdfast.core.model.ModelKinds;
import io.holdfast.core.model.Parameters;
import io.holdfast.core.model.als.AlsModel;
import io.holdfast.core.model.als.AlsObjective;
import java.util.Map;

/**
 * The function that all contestants minimise, that of Hu, Koren and Volinsky 2008, added up in
 * float64 by {@link AlsObjective} whoever made the factors.
 */
final class Objective {

  private final InteractionMatrix data;

  Objective(InteractionMatrix data) {
    this.data = data;
  }

  /** The parameters of {@code als} for a task. */
  static Parameters parameters(Task task, String solver) {
    return ModelKinds.named(AlsModel.KIND)
        .parameters()
        .parse(
            Map.of(
                "weighting", "hkv",
                "solver", solver,
                "factors", Integer.toString(task.factors()),
                "epochs", Integer.toString(task.iterations()),
                "confidence", Double.toString(task.confidence()),
                "regularization", Double.toString(task.regularization())));
  }

  /** The loss at factors, each float32 [rows, d], row-major. */
  double at(Task task, float[] userFactors, float[] itemFactors) {
    return AlsObjective.of(
        data, parameters(task, "cholesky"), userFactors, itemFactors, task.threads());
  }
}
