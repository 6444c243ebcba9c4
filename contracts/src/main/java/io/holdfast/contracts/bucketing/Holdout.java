package io.holdfast.contracts.bucketing;

import io.holdfast.contracts.event.AssignmentReason;
import java.util.Objects;

/**
 * The users that see nothing new: experiments that name the same holdout leave the same users out,
 * who keep the control in all of them and so show what the experiments' outcomes add up to.
 *
 * <p>Its own outcome is measured as an experiment's is: each answer of an experiment that names it
 * also carries an assignment of {@link #key} to {@link #HELD_OUT} or {@link #RELEASED}.
 *
 * @param name the holdout, the same for all experiments that it spans
 * @param share the share of users that it holds, 0 to 1
 * @param revision grows by one with each change of the holdout
 */
public record Holdout(String name, double share, int revision) {
  /** What the key of a holdout begins with; no experiment's key does. */
  public static final String KEY_PREFIX = "holdout-";

  /** The variant of those it holds: the control of the holdout's own comparison. */
  public static final String HELD_OUT = "held-out";

  /** The variant of everyone else. */
  public static final String RELEASED = "released";

  public Holdout {
    Objects.requireNonNull(name, "name");
    if (!(0 <= share && share <= 1)) {
      throw new IllegalArgumentException("a holdout's share must lie in [0, 1], was " + share);
    }
  }

  /**
   * The key under which its own outcome is measured; also the seed of its hash, so that it is not
   * the split of an experiment that bears the same name.
   */
  public String key() {
    return KEY_PREFIX + name;
  }

  /** Whether it holds the user. */
  public boolean holds(String userId) {
    return holds(key(), share, userId);
  }

  /** The side of the holdout that the user is on. */
  public Assignment assignment(String userId) {
    return new Assignment(
        key(), revision, holds(userId) ? HELD_OUT : RELEASED, AssignmentReason.SPLIT);
  }

  /** The same where the seed is at hand, so that nothing is allocated. */
  static boolean holds(String seed, double share, String userId) {
    return Bucketing.hash(seed, userId, Bucketing.RECOMMENDED_HASH_VERSION) < share;
  }
}
