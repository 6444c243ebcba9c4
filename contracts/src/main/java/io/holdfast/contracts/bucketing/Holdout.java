package io.holdfast.contracts.bucketing;

import java.util.Objects;

/**
 * The users that see nothing new: experiments that name the same holdout leave the same users out,
 * who keep the control in all of them and so show what the experiments' outcomes add up to.
 *
 * @param name the holdout, the same for all experiments that it spans
 * @param share the share of users that it holds, 0 to 1
 */
public record Holdout(String name, double share) {
  private static final String SEED_PREFIX = "holdout-";

  public Holdout {
    Objects.requireNonNull(name, "name");
    if (!(0 <= share && share <= 1)) {
      throw new IllegalArgumentException("a holdout's share must lie in [0, 1], was " + share);
    }
  }

  /** What its hash is seeded with: not its bare name, which may be an experiment's seed. */
  String seed() {
    return SEED_PREFIX + name;
  }

  /** Whether it holds the user. */
  public boolean holds(String userId) {
    return holds(seed(), share, userId);
  }

  /** The same where the seed is at hand, so that nothing is allocated. */
  static boolean holds(String seed, double share, String userId) {
    return Bucketing.hash(seed, userId, Bucketing.RECOMMENDED_HASH_VERSION) < share;
  }
}
