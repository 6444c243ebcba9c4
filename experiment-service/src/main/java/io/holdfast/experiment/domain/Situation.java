package io.holdfast.experiment.domain;

import io.holdfast.contracts.bucketing.Holdout;
import java.util.List;

/**
 * All that a change of an experiment depends on, as it stands while nobody else can change it.
 *
 * @param report the experiment
 * @param rivals the other running experiments of its scenario
 * @param models the models that are known
 * @param holdout the experiment's holdout as it is now; null if it names none
 * @param lastApplied the applied decision that was made last; null if none was
 */
public record Situation(
    ExperimentReport report,
    List<Experiment> rivals,
    Models models,
    Holdout holdout,
    Decision lastApplied) {
  public Situation {
    rivals = List.copyOf(rivals);
  }

  /** The experiment. */
  public Experiment experiment() {
    return report.experiment();
  }
}
