package io.holdfast.experiment.assignment;

import io.holdfast.contracts.bucketing.Assigner;
import io.holdfast.contracts.bucketing.ExperimentDefinition;
import io.holdfast.contracts.json.Json;
import io.holdfast.experiment.domain.EntityTag;
import java.util.List;

/**
 * All running experiments, ready to be sent and evaluated. Immutable.
 *
 * @param body {@code {"experiments":[…]}} as JSON, the same for the same experiments
 * @param tag the strong entity tag of the body, without quotes
 * @param assigners one an experiment, in the order of their keys
 */
public record ActiveSet(String body, String tag, List<Assigner> assigners) {
  /** The body's shape. */
  public record Body(List<ExperimentDefinition> experiments) {}

  /** The set of those experiments. */
  public static ActiveSet of(List<ExperimentDefinition> experiments) {
    String body = Json.write(new Body(experiments));
    return new ActiveSet(
        body, EntityTag.of(body), experiments.stream().map(Assigner::new).toList());
  }
}
