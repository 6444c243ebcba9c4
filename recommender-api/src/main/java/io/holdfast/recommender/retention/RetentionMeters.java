package io.holdfast.recommender.retention;

import io.holdfast.contracts.event.EventKind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** What this replica dropped because its time was over, and whether more waits. Thread-safe. */
@ApplicationScoped
class RetentionMeters {
  private static final String KIND = "kind";

  private final Map<EventKind, Counter> partitions = new EnumMap<>(EventKind.class);
  private final Map<EventKind, Counter> events = new EnumMap<>(EventKind.class);
  private final Map<EventKind, AtomicInteger> waiting = new EnumMap<>(EventKind.class);

  RetentionMeters(MeterRegistry meters) {
    for (EventKind kind :
        new EventKind[] {EventKind.INTERACTION, EventKind.RECOMMENDATION_SERVED}) {
      partitions.put(
          kind,
          Counter.builder("holdfast.retention.dropped.partitions")
              .description("Partitions of the log dropped, because their retention period was over")
              .tag(KIND, kind.wire())
              .register(meters));
      events.put(
          kind,
          Counter.builder("holdfast.retention.dropped.events")
              .description("Events that went with them")
              .tag(KIND, kind.wire())
              .register(meters));
      AtomicInteger waits = new AtomicInteger();
      waiting.put(kind, waits);
      Gauge.builder("holdfast.retention.waiting", waits, AtomicInteger::get)
          .description("1 while a partition is over and kept for a consumer that has not read it")
          .tag(KIND, kind.wire())
          .register(meters);
    }
  }

  void dropped(EventKind kind, long count) {
    partitions.get(kind).increment();
    events.get(kind).increment(count);
  }

  void waiting(EventKind kind, boolean waits) {
    waiting.get(kind).set(waits ? 1 : 0);
  }
}
