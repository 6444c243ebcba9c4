package io.holdfast.recommender.domain;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * How many users each item had, by time and segment, counted from the log as it grows. A user
 * counts once for an item and day (UTC). One replica counts at a time; any may read. Thread-safe.
 */
public interface PopularityCounts {

  /**
   * What is counted.
   *
   * @param types interactions of these types
   * @param segments the names of the context's entries by which users are told apart; where the
   *     context lacks one, what was declared of the user counts
   * @param hourly how long counts are kept by the hour, by the day afterwards
   * @param retention how long they are kept at all
   */
  record Rules(Set<String> types, List<String> segments, Duration hourly, Duration retention) {
    public Rules {
      types = Set.copyOf(types);
      segments = List.copyOf(segments);
    }
  }

  /**
   * The buckets that end after one moment, and not after another.
   *
   * @param after the first moment
   * @param until the other one; null for no end
   */
  record Period(Instant after, Instant until) {}

  /**
   * What one item had from one segment.
   *
   * @param itemId which item
   * @param segment the values by name that all those users had; null for users of segments that are
   *     too small to be told apart
   * @param users how many, in each of the periods that were asked for
   */
  @SuppressWarnings("ArrayRecordComponent") // Passed on once, never compared.
  record Count(String itemId, Map<String, String> segment, long[] users) {}

  /**
   * Counts a piece of what the log has got since.
   *
   * @return whether there may be more; false if another replica is at it
   */
  Uni<Boolean> countMore(Rules rules, Instant now);

  /** Brings together by day what is no longer kept by the hour, and drops what is too old. */
  Uni<Void> tidy(Rules rules, Instant now);

  /** Up to where the log was counted. */
  Uni<Long> position();

  /**
   * Items whose ids follow each other.
   *
   * @param after the id before the first one; empty for none
   * @param until the last one; null if there are no more
   */
  record Slice(String after, String until) {}

  /**
   * A segment's size.
   *
   * @param segment the values by name, as JSON
   * @param users how many users had an item, by item and bucket
   */
  record SegmentUsers(String segment, long users) {}

  /** The next items of which there are so many counts as one can read without holding others up. */
  Uni<Slice> slice(String after);

  /** The largest segments among those who had items of a slice, the largest first. */
  Uni<List<SegmentUsers>> segments(Slice slice, int most);

  /**
   * Hands over the counts of a slice, in the order of the items' ids.
   *
   * @param periods which buckets each number of a count adds up
   * @param segments those that are told apart, as {@link #segments} spells them
   * @param each gets one count after the other
   */
  Uni<Void> read(Slice slice, List<Period> periods, List<String> segments, Consumer<Count> each);
}
