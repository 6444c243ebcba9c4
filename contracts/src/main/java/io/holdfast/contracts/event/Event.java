package io.holdfast.contracts.event;

import java.time.Instant;
import java.util.UUID;

/**
 * Something that happened and was committed to the log. Identity is ({@link #eventId()}, {@link
 * #occurredAt()}): a retry repeats both and changes nothing.
 */
public sealed interface Event
    permits ClockAdvanced,
        DecisionMade,
        ErasureConfirmed,
        ExperimentChanged,
        ExposureRecorded,
        Interaction,
        ItemChanged,
        ModelActivated,
        ModelRegistered,
        RecommendationServed,
        UserChanged,
        UserErased {

  /** Unique id, minted by whoever tells the event. */
  UUID eventId();

  /** When it happened, UTC, to the microsecond. */
  Instant occurredAt();

  /** Which record this is. */
  default EventKind kind() {
    return EventKind.of(getClass());
  }
}
