package io.holdfast.recommender.domain;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Map;

/** What was shown to a user lately, in lists that the user asked for. Thread-safe. */
public interface ShownItems {

  /**
   * How often each item was shown.
   *
   * @param since and not before
   * @param lists at most so many of the user's last lists count
   */
  Uni<Map<String, Integer>> times(String userId, Instant since, int lists);
}
