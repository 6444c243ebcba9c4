package io.holdfast.recommender.domain;

import io.holdfast.contracts.event.Interaction;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** What a user did: acknowledged interactions are there at once. Thread-safe. */
public interface UserHistory {

  /**
   * The user's last interactions, newest first.
   *
   * @param userId who
   * @param limit at most so many
   */
  Uni<List<Interaction>> latest(String userId, int limit);
}
