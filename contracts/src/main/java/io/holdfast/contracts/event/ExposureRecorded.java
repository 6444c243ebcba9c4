package io.holdfast.contracts.event;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Another client showed a user a variant and says so.
 *
 * @param eventId minted by the client
 * @param userId who saw it
 * @param experiment the variant that was seen
 * @param context country, platform, declared attributes at exposure
 * @param occurredAt when
 */
public record ExposureRecorded(
    UUID eventId,
    String userId,
    AssignedVariant experiment,
    Map<String, Object> context,
    Instant occurredAt)
    implements Event {
  public ExposureRecorded {
    Objects.requireNonNull(eventId, "eventId");
    Bounds.id("userId", userId);
    Objects.requireNonNull(experiment, "experiment");
    context = Bounds.map("context", context);
    occurredAt = Bounds.micros("occurredAt", occurredAt);
  }
}
