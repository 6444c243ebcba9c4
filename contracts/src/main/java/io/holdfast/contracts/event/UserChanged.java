package io.holdfast.contracts.event;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * A user's declared attributes changed; the full snapshot.
 *
 * @param eventId minted by recommender-api
 * @param revision grows by one with each change of the user
 * @param userId who
 * @param attributes declared attributes
 * @param occurredAt when
 */
public record UserChanged(
    UUID eventId, long revision, String userId, Map<String, Object> attributes, Instant occurredAt)
    implements Event {
  public UserChanged {
    Objects.requireNonNull(eventId, "eventId");
    Bounds.id("userId", userId);
    attributes = Bounds.map("attributes", attributes);
    occurredAt = Bounds.micros("occurredAt", occurredAt);
  }
}
