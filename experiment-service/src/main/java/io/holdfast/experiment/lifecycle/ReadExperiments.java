package io.holdfast.experiment.lifecycle;

import io.holdfast.contracts.problem.ProblemException;
import io.holdfast.contracts.problem.ProblemKind;
import io.holdfast.experiment.domain.DecisionQuery;
import io.holdfast.experiment.domain.DecisionReport;
import io.holdfast.experiment.domain.Decisions;
import io.holdfast.experiment.domain.ExperimentQuery;
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

  /** The experiments that are wanted, in the order that is wanted. */
  public Uni<List<ExperimentReport>> list(ExperimentQuery query) {
    return experiments.list(query);
  }

  /**
   * The decisions that are wanted, in the order that is wanted; fails with a {@link
   * ProblemException} if there is no such experiment.
   */
  public Uni<List<DecisionReport>> decisions(DecisionQuery query) {
    return one(query.experimentKey()).chain(() -> decisions.list(query));
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
