package io.holdfast.contracts.event;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * An experiment was decided.
 *
 * @param eventId minted by experiment-service
 * @param experimentKey which
 * @param experimentRevision the revision that stopped it
 * @param action what was decided
 * @param model the model that is to serve from now on
 * @param previousModel the model that served before, to go back to; null if none did
 * @param reasons why, as kebab-case words
 * @param evidence the numbers it was decided by, as they were read
 * @param watermark up to when the evidence reaches
 * @param occurredAt when it was decided
 */
public record DecisionMade(
    UUID eventId,
    String experimentKey,
    int experimentRevision,
    Action action,
    ModelReference model,
    ModelReference previousModel,
    List<String> reasons,
    Map<String, Object> evidence,
    Instant watermark,
    Instant occurredAt)
    implements Event {

  /** What can be decided. */
  public enum Action {
    KEEP_RUNNING,
    PROMOTE,
    ROLL_BACK;

    /** The name on the wire: kebab case. */
    public String wire() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  public DecisionMade {
    Objects.requireNonNull(eventId, "eventId");
    Bounds.id("experiment key", experimentKey);
    Objects.requireNonNull(action, "action");
    reasons = Bounds.list(reasons);
    evidence = Bounds.map("evidence", evidence);
    watermark = Bounds.micros("watermark", watermark);
    occurredAt = Bounds.micros("occurredAt", occurredAt);
  }
}
