package io.holdfast.recommender.strategy;

import io.holdfast.contracts.problem.Violations;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * A kind of strategy, as people choose it.
 *
 * @param name e.g. {@code diversity}
 * @param description what it does, one sentence
 * @param phase when it comes
 * @param repeatable whether a list may have it more than once
 * @param parameters in the order in which people should read them
 * @param check tells what is wrong with parameters that are right one by one
 * @param make makes what the kind adds to a list of parameters that are right one by one
 */
record StageKind<M extends StageKind.Made>(
    String name,
    String description,
    Phase phase,
    boolean repeatable,
    List<StageParameter> parameters,
    BiConsumer<StageParameters, Violations> check,
    Function<StageParameters, M> make) {
  StageKind {
    parameters = List.copyOf(parameters);
  }

  /** What a kind makes of its parameters. */
  sealed interface Made permits Stage, Exploration, Pin {}

  /** A kind that comes once, and whose parameters do not depend on each other. */
  static <M extends Made> StageKind<M> once(
      String name,
      String description,
      Phase phase,
      List<StageParameter> parameters,
      Function<StageParameters, M> make) {
    return new StageKind<>(
        name, description, phase, false, parameters, (given, violations) -> {}, make);
  }
}
