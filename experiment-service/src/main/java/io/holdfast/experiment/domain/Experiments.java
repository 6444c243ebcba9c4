package io.holdfast.experiment.domain;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The experiments that are kept. A change and its events are committed together, after everything
 * it depends on was locked; a failure of the function that makes it changes nothing.
 */
public interface Experiments {

  /**
   * Keeps a new experiment.
   *
   * @return fails with {@link KeyTakenException} if its key is in use
   */
  Uni<ExperimentReport> create(Change change);

  /** The experiment of that key. */
  Uni<Optional<ExperimentReport>> find(String key);

  /** The experiments that are wanted, in the order that is wanted. */
  Uni<List<ExperimentReport>> list(ExperimentQuery query);

  /** All running experiments in the order of their keys. */
  Uni<List<Experiment>> running();

  /** All experiments that were started and are not archived, in the order of their keys. */
  Uni<List<ExperimentReport>> begun();

  /** A number that is another one after every change of any experiment and applied decision. */
  Uni<Long> version();

  /**
   * Changes an experiment.
   *
   * @param key which
   * @param change what to do, given how things stand; runs once, under the locks
   * @return how it stands then; fails with {@link UnknownExperimentException} if there is none
   */
  Uni<ExperimentReport> change(String key, Function<Situation, Change> change);
}
