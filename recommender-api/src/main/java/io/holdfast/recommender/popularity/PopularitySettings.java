package io.holdfast.recommender.popularity;

import io.holdfast.recommender.domain.PopularityCounts;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How popularity is counted.
 *
 * @param windows how far back it is told; at least one
 * @param recent what counts as recent where rising items are looked for
 * @param before what it is compared with: so much before that
 * @param types interactions of these types count
 * @param segments the names of context entries by which users are told apart, the most general
 *     first
 * @param mostSegments how many segments are told apart, the largest ones
 * @param segmentPrior how many users' worth of the general popularity a segment begins with
 * @param retention how long counts are kept at least
 * @param interval how often the log is counted
 */
public record PopularitySettings(
    SortedSet<Window> windows,
    Duration recent,
    Duration before,
    Set<String> types,
    List<String> segments,
    int mostSegments,
    double segmentPrior,
    Duration retention,
    Duration interval) {
  private static final Duration DAY = Duration.ofDays(1);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public PopularitySettings {
    windows = Collections.unmodifiableSortedSet(new TreeSet<>(windows));
    types = Set.copyOf(types);
    segments = List.copyOf(segments);
    if (windows.isEmpty()
        || !recent.isPositive()
        || !before.isPositive()
        || mostSegments < 0
        || !(segmentPrior > 0 && segmentPrior < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "windows %s, recent %s, before %s, %d segments, prior %s"
              .formatted(windows, recent, before, mostSegments, segmentPrior));
    }
  }

  /** The longest window. */
  public Window longest() {
    return windows.last();
  }

  /** What is to be counted; by the hour as long as that is recent, and a day more. */
  PopularityCounts.Rules rules() {
    Duration trend = recent.plus(before);
    Duration most = longest().length().compareTo(trend) > 0 ? longest().length() : trend;
    return new PopularityCounts.Rules(
        types,
        segments,
        recent.plus(DAY),
        (most.compareTo(retention) > 0 ? most : retention).plus(DAY));
  }
}
