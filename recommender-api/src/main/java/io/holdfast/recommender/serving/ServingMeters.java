package io.holdfast.recommender.serving;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** What is measured of serving: lists by source, and the latency of each stage. Thread-safe. */
@ApplicationScoped
class ServingMeters {
  private static final Logger LOG = Logger.getLogger(ServingMeters.class);
  private static final long WARN_EVERY_NANOS = 10_000_000_000L;

  private final Map<Source, Counter> served = new EnumMap<>(Source.class);
  private final Counter withoutHistory;
  private final Counter withoutAttributes;
  private final Counter withoutExposures;
  private final Counter withoutShown;
  private final Timer assignment;
  private final Timer history;
  private final Timer rank;
  private final Timer strategies;
  private final Timer keep;
  private final AtomicLong warnedAt = new AtomicLong(System.nanoTime() - WARN_EVERY_NANOS);

  ServingMeters(MeterRegistry meters) {
    for (Source source : Source.values()) {
      served.put(
          source,
          Counter.builder("holdfast.recommendations")
              .description("Recommendation lists by source")
              .tag("source", source.wire())
              .register(meters));
    }
    withoutHistory =
        Counter.builder("holdfast.recommendations.without.history")
            .description("Lists made without the user's history, because it could not be read")
            .register(meters);
    withoutAttributes =
        Counter.builder("holdfast.recommendations.without.attributes")
            .description("Lists made without targeted experiments, because attributes failed")
            .register(meters);
    withoutExposures =
        Counter.builder("holdfast.recommendations.without.exposures")
            .description(
                "Lists made without experiments whose split changed, because exposures failed")
            .register(meters);
    withoutShown =
        Counter.builder("holdfast.recommendations.without.shown")
            .description("Lists made without what the user ignored, because it could not be read")
            .register(meters);
    assignment = stage(meters, "assignment");
    history = stage(meters, "history");
    rank = stage(meters, "rank");
    strategies = stage(meters, "strategies");
    keep = stage(meters, "served");
  }

  private static Timer stage(MeterRegistry meters, String name) {
    return Timer.builder("holdfast.recommendations.stage")
        .description("Latency of a stage of a recommendation")
        .tag("stage", name)
        .publishPercentileHistogram()
        .register(meters);
  }

  void served(Source source) {
    served.get(source).increment();
  }

  void historyUnavailable(Throwable failure) {
    withoutHistory.increment();
    warn("histories cannot be read, lists are made without them", failure);
  }

  void attributesUnavailable(Throwable failure) {
    withoutAttributes.increment();
    warn("attributes cannot be read, targeted experiments do without the users", failure);
  }

  void exposuresUnavailable(Throwable failure) {
    withoutExposures.increment();
    warn("exposures cannot be read, experiments whose split changed do without the users", failure);
  }

  void shownUnavailable(Throwable failure) {
    withoutShown.increment();
    warn("what was shown cannot be read, nothing rests", failure);
  }

  private void warn(String what, Throwable failure) {
    long now = System.nanoTime();
    long last = warnedAt.get();
    if (now - last >= WARN_EVERY_NANOS && warnedAt.compareAndSet(last, now)) {
      LOG.warnf("%s: %s", what, failure.toString());
    }
  }

  <T> T assign(Supplier<T> work) {
    return assignment.record(work);
  }

  <T> T rank(Supplier<T> work) {
    return rank.record(work);
  }

  /** The stages after retrieval, which lie within the ranking. */
  <T> T strategies(Supplier<T> work) {
    return strategies.record(work);
  }

  <T> Uni<T> history(Uni<T> work) {
    return timed(history, work);
  }

  /** The hand-over of a list to the buffer of served lists, which waits while that is full. */
  <T> Uni<T> keep(Uni<T> work) {
    return timed(keep, work);
  }

  private static <T> Uni<T> timed(Timer timer, Uni<T> work) {
    return Uni.createFrom()
        .deferred(
            () -> {
              Timer.Sample start = Timer.start();
              return work.onTermination().invoke(() -> start.stop(timer));
            });
  }
}
