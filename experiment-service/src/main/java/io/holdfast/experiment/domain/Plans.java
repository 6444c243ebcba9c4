package io.holdfast.experiment.domain;

import io.smallrye.mutiny.Uni;

/** Where it is computed what an experiment takes. */
public interface Plans {

  /**
   * The users and days that an experiment with a plan needs now.
   *
   * @return fails with {@link ResultsUnavailableException} if that is not to be had, or cannot be
   *     computed from what is known
   */
  Uni<ExperimentPlan.Answer> compute(ExperimentSpec spec);
}
