package io.holdfast.contracts.bucketing;

import java.util.Objects;

/**
 * The part of a namespace that one experiment takes: only users whose hash in the namespace lies in
 * [start, end) take part, so experiments with disjoint parts never meet in a user.
 *
 * @param name the namespace, the same for all experiments that must not meet
 * @param start from here, inclusive, 0 to 1
 * @param end to here, exclusive, at least {@code start}, at most 1
 */
public record Namespace(String name, double start, double end) {
  public Namespace {
    Objects.requireNonNull(name, "name");
    if (!(0 <= start && start <= end && end <= 1)) {
      throw new IllegalArgumentException(
          "a namespace's range must lie in [0, 1], was [" + start + ", " + end + ")");
    }
  }

  /** Whether some user could be in both. */
  public boolean overlaps(Namespace other) {
    return !name.equals(other.name) || (start < other.end && other.start < end);
  }
}
