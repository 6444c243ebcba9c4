package io.holdfast.experiment.lifecycle;

import io.holdfast.contracts.event.ExperimentState;
import io.holdfast.contracts.problem.ProblemException;
import io.holdfast.contracts.problem.ProblemKind;
import io.holdfast.experiment.domain.DecisionReport;
import io.holdfast.experiment.domain.Decisions;
import io.holdfast.experiment.domain.ExperimentReport;
import io.holdfast.experiment.domain.Experiments;
import io.holdfast.experiment.domain.UnknownDecisionException;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;

/** Looks at experiments and their decisions. Thread-safe. */
public final class ReadExperiments {
  private final Experiments experiments;
  private final Decisions decisions;

  public ReadExperiments(Experiments experiments, Decisions decisions) {
    this.experiments = experiments;
    this.decisions = decisions;
  }

  /** The experiment of that key; fails with a {@link ProblemException} if there is none. */
  public Uni<ExperimentReport> one(String key) {
    return experiments
        .find(key)
        .map(found -> found.orElseThrow(() -> notFound("there is no experiment " + key)));
  }

  /**
   * Experiments in the order of their keys.
   *
   * @param state only those; null for all
   * @param afterKey where to go on; null for the beginning
   * @param limit at most so many
   */
  public Uni<List<ExperimentReport>> list(ExperimentState state, String afterKey, int limit) {
    return experiments.list(state, afterKey, limit);
  }

  /**
   * Decisions, newest first; fails with a {@link ProblemException} if there is no such experiment.
   *
   * @param key the experiment
   * @param before where to go on; null for the newest
   * @param limit at most so many
   */
  public Uni<List<DecisionReport>> decisions(String key, UUID before, int limit) {
    return one(key).chain(() -> decisions.list(key, before, limit));
  }

  /** The decision of that id; fails with a {@link ProblemException} if there is none. */
  public Uni<DecisionReport> decision(String key, UUID id) {
    return decisions
        .find(key, id)
        .map(found -> found.orElseThrow(() -> notFound(new UnknownDecisionException(key, id))));
  }

  /** Says that there is no such experiment. */
  public static ProblemException notFound(Throwable failure) {
    return new ProblemException(
        ProblemKind.NOT_FOUND, sentence(failure.getMessage()), List.of(), failure);
  }

  private static ProblemException notFound(String what) {
    return ProblemException.notFound(sentence(what));
  }

  private static String sentence(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
  }
}
