package io.holdfast.recommender.assignment;

import io.holdfast.contracts.bucketing.StickyVariants;
import io.holdfast.contracts.event.AssignedVariant;
import io.holdfast.contracts.event.AssignmentReason;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * What this replica gave to users moments ago. Served lists reach the log, and its projection,
 * after the answer; until then a user's next request must find here what the first one got. Kept
 * for every experiment, because its split may change between two requests.
 *
 * <p>What is kept is remembered for one to two windows: two maps take turns, and the older one is
 * dropped whole. So memory is bounded by the users of two windows. Thread-safe.
 */
@ApplicationScoped
public class RecentExposures {

  private record Key(String userId, String experimentKey) {}

  private record Turns(long since, Map<Key, String> current, Map<Key, String> last) {}

  private final long windowNanos;
  private final LongSupplier nanos;
  private final AtomicReference<Turns> turns;

  @Inject
  RecentExposures(AssignmentSettings settings) {
    this(settings.recentExposures().toNanos(), System::nanoTime);
  }

  RecentExposures(long windowNanos, LongSupplier nanos) {
    this.windowNanos = windowNanos;
    this.nanos = nanos;
    this.turns = new AtomicReference<>(fresh(nanos.getAsLong(), Map.of()));
  }

  /** The user is about to see these. */
  public void remember(String userId, List<AssignedVariant> variants) {
    Turns now = turns();
    for (AssignedVariant variant : variants) {
      if (variant.reason() != AssignmentReason.FORCED
          && variant.reason() != AssignmentReason.HOLDOUT) {
        now.current().putIfAbsent(new Key(userId, variant.key()), variant.variant());
      }
    }
  }

  /**
   * What the user was exposed to first, as the log's projection tells it, or else as remembered
   * here.
   */
  public StickyVariants of(String userId, StickyVariants logged) {
    return (key, bucketVersion) -> {
      String known = logged.variant(key, bucketVersion);
      return known == null ? recent(new Key(userId, key)) : known;
    };
  }

  private String recent(Key key) {
    Turns now = turns();
    String before = now.last().get(key);
    return before == null ? now.current().get(key) : before;
  }

  private Turns turns() {
    Turns now = turns.get();
    long time = nanos.getAsLong();
    if (time - now.since() < windowNanos) {
      return now;
    }
    boolean idle = time - now.since() >= 2 * windowNanos;
    Turns next = fresh(time, idle ? Map.of() : now.current());
    return turns.compareAndSet(now, next) ? next : turns.get();
  }

  private static Turns fresh(long since, Map<Key, String> last) {
    return new Turns(since, new ConcurrentHashMap<>(), last);
  }
}
