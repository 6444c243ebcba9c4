package io.holdfast.contracts.event;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * A consumer has forgotten an erased user.
 *
 * @param eventId minted by the consumer
 * @param erasureId the {@link UserErased}
 * @param consumer who confirms, e.g. {@code metrics-dashboard}
 * @param occurredAt when
 */
public record ErasureConfirmed(UUID eventId, UUID erasureId, String consumer, Instant occurredAt)
    implements Event {
  public ErasureConfirmed {
    Objects.requireNonNull(eventId, "eventId");
    Objects.requireNonNull(erasureId, "erasureId");
    Bounds.id("consumer", consumer);
    occurredAt = Bounds.micros("occurredAt", occurredAt);
  }
}
