package io.holdfast.experiment.domain;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** The decisions that are kept, with where they stand. */
public interface Decisions {

  /**
   * A decision that somebody answers or undoes, while nobody else can.
   *
   * @param situation how its experiment stands
   * @param report the decision
   * @param overtakenBy the newest decision that changed what serves its scenario since and was not
   *     undone; null if there is none
   */
  record Target(Situation situation, DecisionReport report, Decision overtakenBy) {}

  /** The decisions that are wanted, in the order that is wanted. */
  Uni<List<DecisionReport>> list(DecisionQuery query);

  /** The decision of that id about that experiment. */
  Uni<Optional<DecisionReport>> find(String key, UUID id);

  /**
   * Answers or undoes a decision.
   *
   * @param key the experiment
   * @param id the decision
   * @param answer what to change, given how things stand; empty if all is done already. Runs once,
   *     under the locks
   * @return how the experiment stands then; fails with {@link UnknownExperimentException} or {@link
   *     UnknownDecisionException} if there is none
   */
  Uni<ExperimentReport> answer(String key, UUID id, Function<Target, Optional<Change>> answer);
}
