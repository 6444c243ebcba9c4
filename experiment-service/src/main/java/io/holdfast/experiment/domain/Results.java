package io.holdfast.experiment.domain;

import io.holdfast.contracts.decision.ExperimentResults;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.Optional;

/** Where the results of experiments come from. */
public interface Results {

  /**
   * Results and what was read word for word, to be kept as evidence.
   *
   * @param results what the rule reads
   * @param asRead the whole answer
   */
  record Answer(ExperimentResults results, Map<String, Object> asRead) {}

  /**
   * The results of an experiment with intervals at that level; empty if metrics-dashboard does not
   * know the experiment yet.
   *
   * @return fails with {@link ResultsUnavailableException} if there are none to be had
   */
  Uni<Optional<Answer>> read(String key, double alpha);
}
