package io.holdfast.experiment.lifecycle;

import io.holdfast.contracts.event.ExperimentState;
import io.holdfast.contracts.problem.ProblemException;
import io.holdfast.experiment.domain.Experiment;
import io.holdfast.experiment.domain.Transition;
import java.util.ArrayList;
import java.util.List;

/** What may be done with an experiment in each state, as the addresses name it. */
public final class AllowedActions {
  private AllowedActions() {}

  /** The names of all that may be done, joined for people. */
  public static String of(ExperimentState state) {
    List<String> actions = new ArrayList<>(Transition.allowedFrom(state));
    switch (state) {
      case DRAFT -> actions.add("change");
      case RUNNING, PAUSED -> {
        actions.add("decide");
        actions.add("allocate");
      }
      case STOPPED -> actions.add("decide roll-back after a promotion");
      case ARCHIVED -> {
        return "nothing: it is put away for good";
      }
    }
    return String.join(", ", actions);
  }

  /**
   * Checks that a move may begin where the experiment stands.
   *
   * @throws ProblemException if it may not, naming the state and what may
   */
  static void require(Transition transition, Experiment experiment) {
    if (!transition.isAllowedFrom(experiment.state())) {
      throw ProblemException.conflict(
          "Experiment %s is %s and cannot %s; allowed are %s."
              .formatted(
                  experiment.key(),
                  experiment.state().wire(),
                  transition.wire(),
                  of(experiment.state())));
    }
  }
}
