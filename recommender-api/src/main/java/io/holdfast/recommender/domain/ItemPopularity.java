package io.holdfast.recommender.domain;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Map;

/** How many people each item had lately, where no model tells it. Thread-safe. */
public interface ItemPopularity {

  /**
   * The users by item, the most popular items only. A user counts once for an item and day.
   *
   * @param since and not before, to the hour or the day
   * @param limit at most so many items
   */
  Uni<Map<String, Integer>> users(Instant since, int limit);
}
