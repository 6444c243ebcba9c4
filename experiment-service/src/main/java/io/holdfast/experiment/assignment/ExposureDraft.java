package io.holdfast.experiment.assignment;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * An exposure as it was sent, valid or not: anything may be null.
 *
 * @param eventId minted by the client, so that a retry is absorbed; minted here if absent
 * @param userId who saw it
 * @param key the experiment
 * @param revision the revision that decided; the present one if absent
 * @param variant what was seen
 * @param reason why; {@code split} if absent
 * @param context country, platform, declared attributes at exposure
 * @param occurredAt when; now if absent
 */
public record ExposureDraft(
    UUID eventId,
    String userId,
    String key,
    Integer revision,
    String variant,
    String reason,
    Map<String, Object> context,
    Instant occurredAt) {

  /** The same of a user who is called by another id. */
  public ExposureDraft withUserId(String id) {
    return new ExposureDraft(eventId, id, key, revision, variant, reason, context, occurredAt);
  }
}
