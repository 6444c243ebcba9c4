package io.holdfast.recommender.rest;

import io.holdfast.contracts.clock.Clock;
import io.holdfast.contracts.clock.EventClock;
import io.holdfast.contracts.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The moment of a request: the clock's now, or in event mode what the header {@code Holdfast-Time}
 * says. In wall mode the header is ignored, because clients do not tell the time there.
 */
@ApplicationScoped
class RequestTime {
  /** The header. */
  static final String HEADER = "Holdfast-Time";

  /** How far ahead of now a moment may lie. */
  static final Duration AHEAD = Duration.ofMinutes(5);

  private final Clock clock;

  RequestTime(Clock clock) {
    this.clock = clock;
  }

  Instant now() {
    return clock.now();
  }

  Instant of(String header) {
    Instant now = clock.now();
    if (header == null || !(clock instanceof EventClock)) {
      return now;
    }
    Instant told;
    try {
      told = Instant.parse(header).truncatedTo(ChronoUnit.MICROS);
    } catch (DateTimeException e) {
      throw ProblemException.invalid(HEADER, "must be an ISO-8601 instant");
    }
    if (told.isAfter(now.plus(AHEAD))) {
      throw ProblemException.invalid(
          HEADER, "must not be more than 5 minutes ahead of now, which is " + now);
    }
    if (told.isBefore(Instant.EPOCH)) {
      throw ProblemException.invalid(HEADER, "must not lie before 1970");
    }
    return told;
  }
}
