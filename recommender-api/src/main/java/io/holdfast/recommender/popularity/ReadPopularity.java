package io.holdfast.recommender.popularity;

import io.holdfast.recommender.domain.PopularityCounts;
import io.holdfast.recommender.domain.PopularityCounts.SegmentUsers;
import io.holdfast.recommender.domain.PopularityCounts.Slice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * Reads all counts, slice by slice with rests between, in two passes: which segments are the
 * largest, and the counts. What is counted meanwhile is in some slices and not yet in others, and a
 * segment that is large in no slice may be taken for smaller than it is. Not thread-safe.
 */
final class ReadPopularity {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  /** How many segments are remembered for each that is told apart, while sums are incomplete. */
  private static final int CANDIDATES = 4;

  private final PopularityCounts counts;
  private final PopularitySettings settings;
  private final Pace pace;
  private final int rest;

  /**
   * A reading.
   *
   * @param rest how many times as long as each slice takes the rest after it is
   */
  ReadPopularity(PopularityCounts counts, PopularitySettings settings, Pace pace, int rest) {
    this.counts = counts;
    this.settings = settings;
    this.pace = pace;
    this.rest = rest;
  }

  /** What is popular at a moment. */
  PopularitySnapshot read(Instant now) throws InterruptedException {
    List<Slice> slices = new ArrayList<>();
    List<String> segments = largestSegments(slices);
    PopularitySnapshot.Builder snapshot = new PopularitySnapshot.Builder(settings, now);
    for (Slice slice : slices) {
      long started = System.nanoTime();
      counts.read(slice, snapshot.periods(), segments, snapshot::add).await().atMost(LONGEST_WAIT);
      pace.rest(started, rest);
    }
    return snapshot.build();
  }

  private List<String> largestSegments(List<Slice> slices) throws InterruptedException {
    int candidates = CANDIDATES * settings.mostSegments();
    Map<String, Long> users = new HashMap<>();
    String after = "";
    while (after != null) {
      long started = System.nanoTime();
      Slice slice = counts.slice(after).await().atMost(LONGEST_WAIT);
      counts
          .segments(slice, candidates)
          .await()
          .atMost(LONGEST_WAIT)
          .forEach(segment -> users.merge(segment.segment(), segment.users(), Long::sum));
      if (users.size() > candidates) {
        users.keySet().retainAll(new HashSet<>(largest(users, candidates)));
      }
      slices.add(slice);
      after = slice.until();
      pace.rest(started, rest);
    }
    return largest(users, settings.mostSegments());
  }

  private static List<String> largest(Map<String, Long> users, int most) {
    return users.entrySet().stream()
        .map(entry -> new SegmentUsers(entry.getKey(), entry.getValue()))
        .sorted(
            Comparator.comparingLong(SegmentUsers::users)
                .reversed()
                .thenComparing(SegmentUsers::segment))
        .limit(most)
        .map(SegmentUsers::segment)
        .toList();
  }
}
