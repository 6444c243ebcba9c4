package io.holdfast.contracts.bucketing;

import java.util.List;
import java.util.Objects;

/**
 * Lets only users in whose hash falls into one of some ranges: the specification's {@code filters},
 * which a namespace is a simple case of.
 *
 * @param seed what the hash is seeded with
 * @param hashVersion see {@link Bucketing#hash}
 * @param attribute the attribute that is hashed; null for the user's id
 * @param ranges those let in
 */
public record BucketFilter(
    String seed, int hashVersion, String attribute, List<BucketRange> ranges) {
  public BucketFilter {
    Objects.requireNonNull(seed, "seed");
    ranges = List.copyOf(ranges);
  }

  /** Whether the user is let in; a user without the attribute is not. */
  public boolean admits(UserContext user) {
    String value = value(user);
    return value != null
        && !value.isEmpty()
        && Bucketing.chooseVariation(Bucketing.hash(seed, value, hashVersion), ranges)
            != Bucketing.EXCLUDED;
  }

  private String value(UserContext user) {
    return attribute == null
        ? user.id()
        : user.attributes().get(attribute) instanceof String text ? text : null;
  }
}
