package io.holdfast.experiment.assignment;

import io.holdfast.experiment.domain.Experiment;
import io.holdfast.experiment.domain.ExperimentView;
import io.holdfast.experiment.domain.Experiments;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;

/** The running experiments, kept in memory; see {@link ExperimentView}. Thread-safe. */
public final class ActiveExperiments {
  private final ExperimentView<ActiveSet> view;

  /**
   * Keeps nothing yet.
   *
   * @param experiments where they are
   * @param checkInterval how long a set is used without asking
   */
  public ActiveExperiments(Experiments experiments, Duration checkInterval) {
    view =
        new ExperimentView<>(
            experiments, each -> each.running().map(ActiveExperiments::setOf), checkInterval);
  }

  /** The running experiments; paused ones assign nobody and are not among them. */
  public Uni<ActiveSet> current() {
    return view.current();
  }

  /** Something changed here: what is kept must not be used any more. */
  public void forget() {
    view.forget();
  }

  private static ActiveSet setOf(List<Experiment> running) {
    return ActiveSet.of(running.stream().map(Experiment::toDefinition).toList());
  }
}
