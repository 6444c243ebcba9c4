package io.holdfast.recommender.retention;

import io.holdfast.contracts.clock.Clock;
import io.holdfast.contracts.event.EventKind;
import io.holdfast.contracts.log.OldPartitions;
import io.holdfast.contracts.log.OldPartitions.OldPartition;
import io.holdfast.recommender.background.BackgroundLoop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Drops the log's partitions whose retention period is over, on whichever replica gets to it first.
 * A partition is dropped when everything in it is older than the period, so events are kept for up
 * to a month longer. Thread-safe.
 */
@ApplicationScoped
public class DropOldPartitions {
  private static final Logger LOG = Logger.getLogger(DropOldPartitions.class);
  private static final Duration LIMIT = Duration.ofMinutes(30);

  private final OldPartitions partitions;
  private final RetentionSettings settings;
  private final RetentionMeters meters;
  private final Clock clock;
  private BackgroundLoop loop;

  DropOldPartitions(
      OldPartitions partitions, RetentionSettings settings, RetentionMeters meters, Clock clock) {
    this.partitions = partitions;
    this.settings = settings;
    this.meters = meters;
    this.clock = clock;
  }

  void start(@Observes StartupEvent starting) {
    Map<EventKind, Duration> periods = new EnumMap<>(EventKind.class);
    settings.interactions().ifPresent(period -> periods.put(EventKind.INTERACTION, period));
    settings.served().ifPresent(period -> periods.put(EventKind.RECOMMENDATION_SERVED, period));
    if (!periods.isEmpty()) {
      loop =
          BackgroundLoop.start("retention", settings.interval(), () -> periods.forEach(this::keep));
    }
  }

  void stop(@Observes ShutdownEvent stopping) {
    if (loop != null) {
      loop.close();
    }
  }

  private void keep(EventKind kind, Duration period) {
    Instant now = clock.now();
    Instant horizon = now.minus(period);
    Optional<OldPartition> oldest = drop(kind, horizon, now);
    while (oldest.isPresent() && oldest.get().dropped()) {
      meters.dropped(kind, oldest.get().events());
      LOG.infof(
          "%s is dropped: its %d events were from before %s",
          oldest.get().name(), oldest.get().events(), oldest.get().endsAt());
      oldest = drop(kind, horizon, now);
    }
    meters.waiting(kind, oldest.isPresent());
    oldest.ifPresent(
        waiting ->
            LOG.warnf(
                "%s is over and kept, because %s did not read it yet",
                waiting.name(), String.join(", ", waiting.awaited())));
  }

  private Optional<OldPartition> drop(EventKind kind, Instant horizon, Instant now) {
    return partitions.dropOldest(kind, horizon, now).await().atMost(LIMIT);
  }
}
