package io.holdfast.stickiness.statistics;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The exposed users of each variant over a period of constant weights: a stratum of the
 * sample-ratio checks. Weights need not add up to 1.
 *
 * @param arms one entry a variant
 */
public record Split(List<Arm> arms) {

  /**
   * One variant of a split.
   *
   * @param users users exposed to it
   * @param weight its weight
   */
  public record Arm(long users, double weight) {

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is negative or the weight is not finite
     */
    public Arm {
      if (users < 0 || !(weight >= 0) || Double.isInfinite(weight)) {
        throw new IllegalArgumentException("Arm of %d users, weight %s".formatted(users, weight));
      }
    }
  }

  /**
   * Copies the arms.
   *
   * @throws IllegalArgumentException if no weight is positive
   */
  public Split {
    arms = List.copyOf(arms);
    if (!(arms.stream().mapToDouble(Arm::weight).sum() > 0)) {
      throw new IllegalArgumentException("No positive weight in " + arms);
    }
  }

  /** The arms in order, {@code users[i]} exposed at {@code weights[i]}. */
  public static Split of(long[] users, double[] weights) {
    if (users.length != weights.length) {
      throw new IllegalArgumentException(
          "%d counts for %d weights".formatted(users.length, weights.length));
    }
    return new Split(
        IntStream.range(0, users.length).mapToObj(i -> new Arm(users[i], weights[i])).toList());
  }

  long users() {
    return arms.stream().mapToLong(Arm::users).sum();
  }

  /** An arm's share of the weights. */
  double share(Arm arm) {
    return arm.weight() / arms.stream().mapToDouble(Arm::weight).sum();
  }

  /** The arms that users can be sent to. */
  List<Arm> openArms() {
    return arms.stream().filter(arm -> arm.weight() > 0).toList();
  }

  /** Whether an arm of weight 0 has users: impossible if the split works. */
  boolean hasStrays() {
    return arms.stream().anyMatch(arm -> arm.weight() == 0 && arm.users() > 0);
  }
}
