package io.holdfast.contracts.event;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * Event time moved on (demo and replay only).
 *
 * @param eventId minted by recommender-api
 * @param to the new now; also when it occurred
 */
public record ClockAdvanced(UUID eventId, Instant to) implements Event {
  public ClockAdvanced {
    Objects.requireNonNull(eventId, "eventId");
    to = Bounds.micros("to", to);
  }

  @Override
  public Instant occurredAt() {
    return to;
  }
}
