package io.holdfast.experiment.domain;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The holdouts that are kept. A change and its event are committed together. */
public interface Holdouts {

  /**
   * A holdout as it stands while nobody else can change it.
   *
   * @param plan the holdout; empty if there is none
   * @param started the experiments that name it and were started
   * @param open the experiments that name it and are neither stopped nor archived
   */
  record Standing(Optional<HoldoutPlan> plan, List<String> started, List<String> open) {
    public Standing {
      started = List.copyOf(started);
      open = List.copyOf(open);
    }
  }

  /** The holdout of that name. */
  Uni<Optional<HoldoutPlan>> find(String name);

  /** All of them in the order of their names. */
  Uni<List<HoldoutPlan>> all();

  /**
   * Makes or changes a holdout.
   *
   * @param name which
   * @param now what time it is
   * @param change what to do, given how it stands; runs once, under the lock
   */
  Uni<HoldoutPlan> change(String name, Instant now, Function<Standing, HoldoutPlan> change);
}
