package io.holdfast.service.clock;

import io.holdfast.contracts.clock.Clock;
import io.holdfast.contracts.clock.EventClock;
import io.holdfast.contracts.clock.WallClock;
import io.holdfast.contracts.log.EventLog;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/** The clock as a bean; in event mode it follows the log. */
@Singleton
public class ClockProducer {
  private static final Logger LOG = Logger.getLogger(ClockProducer.class);
  private static final int AFTER_THE_LOG = 2;
  private static final Duration FIRST_READ = Duration.ofSeconds(30);

  private final EventClock eventClock = new EventClock();
  private final Clock clock;
  private volatile boolean stopped;

  ClockProducer(ClockConfig config) {
    this.clock = config.mode() == ClockConfig.Mode.EVENT ? eventClock : new WallClock();
  }

  @Produces
  @Singleton
  Clock clock() {
    return clock;
  }

  void follow(
      @Observes @Priority(AFTER_THE_LOG) StartupEvent starting,
      ClockConfig config,
      EventLog log,
      Vertx vertx) {
    if (clock == eventClock) {
      log.eventTime().await().atMost(FIRST_READ).ifPresent(eventClock::advance);
      poll(vertx, log, config.pollInterval());
    }
  }

  void stop(@Observes ShutdownEvent stopping) {
    stopped = true;
  }

  private void poll(Vertx vertx, EventLog log, Duration interval) {
    if (!stopped) {
      vertx.setTimer(interval.toMillis(), ignored -> read(vertx, log, interval));
    }
  }

  private void read(Vertx vertx, EventLog log, Duration interval) {
    if (stopped) {
      return;
    }
    log.eventTime()
        .subscribe()
        .with(
            time -> {
              time.ifPresent(eventClock::advance);
              poll(vertx, log, interval);
            },
            failure -> {
              LOG.warnf("event time could not be read: %s", failure.getMessage());
              poll(vertx, log, interval.multipliedBy(10));
            });
  }
}
