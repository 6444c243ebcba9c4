package io.holdfast.experiment.ramp;

import io.holdfast.contracts.problem.ProblemException;
import io.holdfast.experiment.domain.Experiment;
import io.holdfast.experiment.domain.ExperimentReport;
import io.holdfast.experiment.domain.Ramps;
import io.holdfast.experiment.domain.Ramps.State;
import io.holdfast.experiment.lifecycle.ReadExperiments;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Reads where ramps stand. Thread-safe. */
public final class ReadRamps {
  private final ReadExperiments experiments;
  private final Ramps ramps;

  /** Reads those. */
  public ReadRamps(ReadExperiments experiments, Ramps ramps) {
    this.experiments = experiments;
    this.ramps = ramps;
  }

  /**
   * An experiment's ramp.
   *
   * @param experiment with its ramp and the coverage as it is
   * @param state where it stands; empty before its first look
   */
  public record Standing(Experiment experiment, Optional<State> state) {}

  /** The ramp of an experiment; fails with a problem if it has none. */
  public Uni<Standing> standing(String key) {
    return experiments
        .one(key)
        .map(ExperimentReport::experiment)
        .invoke(ReadRamps::requireRamp)
        .chain(found -> ramps.state(key).map(state -> new Standing(found, state)));
  }

  static void requireRamp(Experiment experiment) {
    if (experiment.spec().ramp() == null) {
      throw ProblemException.notFound(
          "Experiment %s has no ramp; a coverage that is set by hand ends one."
              .formatted(experiment.key()));
    }
  }
}
