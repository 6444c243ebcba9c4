package io.holdfast.cli.demo;

import io.holdfast.cli.world.Told;
import io.holdfast.contracts.event.Interaction;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** The world's seconds as event time. */
final class Calendar {
  /** A Monday; event time has nothing to do with the day on which the demo is run. */
  static final Instant BEGINNING = Instant.parse("2026-01-05T00:00:00Z");

  /** How late an event may come; the services' default. */
  static final Duration LATENESS = Duration.ofHours(1);

  private Calendar() {}

  static Instant at(long second) {
    return BEGINNING.plusSeconds(second);
  }

  static Instant day(int day) {
    return BEGINNING.plus(Duration.ofDays(day));
  }

  /** What is told about a person, as the product's clients would tell it. */
  static Interaction interaction(String userId, Told told, UUID requestId, boolean historical) {
    return new Interaction(
        UUID.randomUUID(),
        userId,
        told.itemId(),
        told.type(),
        told.value(),
        null,
        at(told.second()),
        null,
        requestId,
        null,
        Map.of("platform", "web"),
        historical);
  }
}
