package io.holdfast.contracts.event;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * A user asked to be forgotten, and the log and recommender-api have.
 *
 * @param eventId minted by recommender-api
 * @param userId who; null once every consumer has confirmed
 * @param userHash the keyed hash of the id, hex: what the tombstone keeps
 * @param occurredAt when
 */
public record UserErased(UUID eventId, String userId, String userHash, Instant occurredAt)
    implements Event {
  public UserErased {
    Objects.requireNonNull(eventId, "eventId");
    Bounds.optionalId("userId", userId);
    Bounds.id("userHash", userHash);
    occurredAt = Bounds.micros("occurredAt", occurredAt);
  }
}
