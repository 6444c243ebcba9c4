package io.holdfast.recommender.domain;

import io.smallrye.mutiny.Uni;
import java.util.Map;

/** What was declared of users, as experiments are targeted by it. Thread-safe. */
public interface UserAttributes {

  /**
   * A user's declared attributes: what was acknowledged is there at once, on every replica. Empty
   * if nothing was declared, or the user was erased.
   */
  Uni<Map<String, Object>> of(String userId);
}
