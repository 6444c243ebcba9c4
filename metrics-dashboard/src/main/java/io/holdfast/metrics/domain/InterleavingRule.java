package io.holdfast.metrics.domain;

import io.holdfast.contracts.event.ExperimentChanged;
import io.holdfast.contracts.event.ExperimentVariant;
import io.holdfast.contracts.event.Interleaving;
import java.time.Instant;

/**
 * An experiment that interleaves, and by what its rankings earn credit.
 *
 * @param experimentNumber its small number
 * @param key its key
 * @param control the control's name
 * @param challenger the other variant's name
 * @param interleaving what earns credit
 * @param startedAt when it was started first; null before
 * @param stoppedAt when it was stopped; null before
 */
public record InterleavingRule(
    int experimentNumber,
    String key,
    String control,
    String challenger,
    Interleaving interleaving,
    Instant startedAt,
    Instant stoppedAt) {

  /** That of an experiment whose definition interleaves. */
  public static InterleavingRule of(int experimentNumber, ExperimentChanged definition) {
    return new InterleavingRule(
        experimentNumber,
        definition.key(),
        definition.control(),
        definition.variants().stream()
            .map(ExperimentVariant::name)
            .filter(name -> !name.equals(definition.control()))
            .findFirst()
            .orElseThrow(),
        definition.interleaving(),
        definition.startedAt(),
        definition.stoppedAt());
  }

  /** Whether an interaction of that type then may earn credit. */
  public boolean mayCredit(String type, Instant at) {
    return interleaving.creditTypes().contains(type)
        && startedAt != null
        && !at.isBefore(startedAt)
        && (stoppedAt == null || at.isBefore(stoppedAt.plus(interleaving.attribution())));
  }
}
