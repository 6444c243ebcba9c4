package io.holdfast.contracts.decision;

import io.holdfast.contracts.event.DecisionPolicy;
import java.time.Instant;
import java.util.List;

/**
 * All that the rule looks at.
 *
 * @param policy by what is decided
 * @param challengers the arms but control
 * @param startedAt when the experiment was started
 * @param day the watermark day that is evaluated
 * @param promotion results with intervals at {@link Levels#promotion()}
 * @param rollBack results with intervals at {@link Levels#rollBack()}
 */
public record Reading(
    DecisionPolicy policy,
    List<String> challengers,
    Instant startedAt,
    Instant day,
    ExperimentResults promotion,
    ExperimentResults rollBack) {
  public Reading {
    challengers = List.copyOf(challengers);
  }
}
