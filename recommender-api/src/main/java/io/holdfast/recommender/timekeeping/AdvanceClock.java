package io.holdfast.recommender.timekeeping;

import io.holdfast.contracts.clock.Clock;
import io.holdfast.contracts.clock.EventClock;
import io.holdfast.contracts.event.ClockAdvanced;
import io.holdfast.contracts.log.EventLog;
import io.holdfast.recommender.domain.LogUnavailableException;
import io.holdfast.recommender.serving.ServedBuffer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeoutException;

/**
 * Moves event time on. What was served before is in the log first, so that whoever reads {@code
 * ClockAdvanced} has read it.
 */
@ApplicationScoped
public class AdvanceClock {
  private static final Duration LONGEST_FLUSH = Duration.ofSeconds(30);

  private final Clock clock;
  private final EventLog log;
  private final ServedBuffer served;

  AdvanceClock(Clock clock, EventLog log, ServedBuffer served) {
    this.clock = clock;
    this.log = log;
    this.served = served;
  }

  /** Whether time is event time; if not, nobody can move it. */
  public boolean isEventTime() {
    return clock instanceof EventClock;
  }

  /** The present moment. */
  public Instant now() {
    return clock.now();
  }

  /**
   * Moves time on; to the present time again is no change.
   *
   * @return the new now, or empty if that moment has passed
   */
  public Uni<Optional<Instant>> advance(Instant to) {
    if (!(clock instanceof EventClock eventClock)) {
      throw new IllegalStateException("time is the system's");
    }
    return log.eventTime()
        .chain(
            last -> {
              Instant now = last.map(eventClock::advance).orElseGet(eventClock::now);
              if (to.isBefore(now)) {
                return Uni.createFrom().item(Optional.empty());
              }
              if (to.equals(now)) {
                return Uni.createFrom().item(Optional.of(now));
              }
              return served
                  .flush()
                  .ifNoItem()
                  .after(LONGEST_FLUSH)
                  .failWith(() -> new LogUnavailableException(new TimeoutException("flush")))
                  .chain(() -> log.ensurePartitions(to))
                  .chain(() -> log.append(List.of(new ClockAdvanced(UUID.randomUUID(), to))))
                  .map(appended -> Optional.of(eventClock.advance(to)));
            });
  }
}
