package io.holdfast.cli.replay;

import io.holdfast.core.model.ModelKind;
import io.holdfast.core.model.TrainingContext;
import io.holdfast.training.reader.DataFile;
import java.util.Map;

/**
 * What to replay and with what.
 *
 * @param file the data
 * @param share of the interactions that the model learns from, the earliest ones
 * @param kind of model
 * @param parameters of the model; the rest at their defaults
 * @param context of training
 * @param top how many items are asked for before each basket
 */
public record ReplaySettings(
    DataFile file,
    double share,
    ModelKind kind,
    Map<String, String> parameters,
    TrainingContext context,
    int top) {
  public ReplaySettings {
    parameters = Map.copyOf(parameters);
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException("--share is between 0 and 1, not " + share);
    }
    if (top < 1 || top > 1000) {
      throw new IllegalArgumentException("--top is between 1 and 1000, not " + top);
    }
  }
}
