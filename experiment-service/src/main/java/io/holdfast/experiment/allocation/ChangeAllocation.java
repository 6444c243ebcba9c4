package io.holdfast.experiment.allocation;

import io.holdfast.contracts.clock.Clock;
import io.holdfast.experiment.domain.ExperimentReport;
import io.holdfast.experiment.domain.Experiments;
import io.holdfast.experiment.domain.UnknownExperimentException;
import io.holdfast.experiment.lifecycle.ReadExperiments;
import io.holdfast.experiment.lifecycle.Request;
import io.smallrye.mutiny.Uni;

/**
 * Changes the weights and the coverage of an experiment that runs: a new revision, told to the log
 * in the same transaction. Models, variants, condition, namespace and control never change while
 * users are split by them. Thread-safe.
 */
public final class ChangeAllocation {
  private final Experiments experiments;
  private final Clock clock;
  private final Runnable changed;

  /**
   * Changes those.
   *
   * @param experiments where they are
   * @param clock what time it is
   * @param changed run after a change was committed
   */
  public ChangeAllocation(Experiments experiments, Clock clock, Runnable changed) {
    this.experiments = experiments;
    this.clock = clock;
    this.changed = changed;
  }

  /**
   * Changes one.
   *
   * @param request which, of what revision, and who asks: a person's key or {@code holdfast:…} for
   *     the service itself
   * @return how it stands then; fails with a {@link io.holdfast.contracts.problem.ProblemException}
   *     that names everything that is wrong
   */
  public Uni<ExperimentReport> change(Request request, Allocation allocation) {
    return experiments
        .change(
            request.key(),
            situation -> {
              request.requireFresh(situation.experiment());
              return allocation.change(situation.experiment(), request.actor(), clock.now());
            })
        .invoke(changed)
        .onFailure(UnknownExperimentException.class)
        .transform(ReadExperiments::notFound);
  }
}
