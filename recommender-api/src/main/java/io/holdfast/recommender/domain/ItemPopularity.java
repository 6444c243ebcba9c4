package io.holdfast.recommender.domain;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** How many people each item had lately. Thread-safe. */
public interface ItemPopularity {

  /**
   * The distinct users by item, the most popular items only.
   *
   * @param types interactions of these types count
   * @param since and not before
   * @param limit at most so many items
   */
  Uni<Map<String, Integer>> users(Set<String> types, Instant since, int limit);
}
