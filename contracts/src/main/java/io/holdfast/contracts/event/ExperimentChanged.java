package io.holdfast.contracts.event;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * An experiment was made or changed; the full snapshot.
 *
 * @param eventId minted by experiment-service
 * @param revision grows by one with each change
 * @param key the experiment's key
 * @param name what people call it
 * @param state where it stands
 * @param scenario the scenario it overrides
 * @param interleaving how it mixes its two variants' rankings; null if it splits users
 * @param coverage the share of users that take part, 0 to 1
 * @param variants the arms, control among them
 * @param control the control's name
 * @param bandit how the weights follow a reward; null if they do not
 * @param policy by what it is decided
 * @param plannedUsers N* of the always-valid interval, fixed at start
 * @param startedAt when it was started first; null before
 * @param stoppedAt when it was stopped; null before
 * @param occurredAt when it changed
 */
public record ExperimentChanged(
    UUID eventId,
    int revision,
    String key,
    String name,
    ExperimentState state,
    String scenario,
    Interleaving interleaving,
    double coverage,
    List<ExperimentVariant> variants,
    String control,
    Bandit bandit,
    DecisionPolicy policy,
    int plannedUsers,
    Instant startedAt,
    Instant stoppedAt,
    Instant occurredAt)
    implements Event {
  public ExperimentChanged {
    Objects.requireNonNull(eventId, "eventId");
    Bounds.id("experiment key", key);
    Objects.requireNonNull(state, "state");
    Bounds.id("scenario", scenario);
    Bounds.finite("coverage", coverage);
    variants = Bounds.list(variants);
    Bounds.id("control", control);
    Objects.requireNonNull(policy, "policy");
    startedAt = Bounds.optionalMicros(startedAt);
    stoppedAt = Bounds.optionalMicros(stoppedAt);
    occurredAt = Bounds.micros("occurredAt", occurredAt);
  }
}
