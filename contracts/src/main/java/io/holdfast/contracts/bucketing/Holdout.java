package io.holdfast.contracts.bucketing;

import java.util.Objects;

/**
 * The users that see nothing new: experiments that name the same holdout leave the same users out,
 * who keep the control in all of them and so show what the experiments' outcomes add up to.
 *
 * @param name the holdout, the same for all experiments that it spans; seeds its hash
 * @param share the share of users that it holds, 0 to 1
 */
public record Holdout(String name, double share) {
  public Holdout {
    Objects.requireNonNull(name, "name");
    if (!(0 <= share && share <= 1)) {
      throw new IllegalArgumentException("a holdout's share must lie in [0, 1], was " + share);
    }
  }

  /** Whether it holds the user. */
  public boolean holds(String userId) {
    return Bucketing.hash(name, userId, Bucketing.RECOMMENDED_HASH_VERSION) < share;
  }
}
