package io.holdfast.stickiness.bandit;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Thompson's allocation: each arm gets users with the probability that it is the best.
 *
 * <p>Thompson, "On the likelihood that one unknown probability exceeds another in view of the
 * evidence of two samples", Biometrika 25 (1933); Chapelle and Li, "An Empirical Evaluation of
 * Thompson Sampling", NIPS 2011, whose section 3 shows that it bears delayed rewards; Scott, "A
 * modern Bayesian look at the multi-armed bandit", Applied Stochastic Models in Business and
 * Industry 26 (2010), which allocates whole batches by the optimal arm probabilities:
 *
 * <pre>
 *   p_a = P(θ_a is the largest) = ∫ f_a(θ) ∏_{b ≠ a} F_b(θ) dθ
 *   w_a = floor + (1 − K · floor) p_a
 * </pre>
 *
 * <p>f and F are the posterior's density and distribution function, K the number of arms. The
 * integral is Simpson's rule, a tenth of the narrowest posterior's standard deviation a step, so
 * the same data give the same weights. The floor bounds the inverse propensities of the estimates,
 * and keeps every arm able to come back.
 *
 * <p>It presumes that more is better and arms are independent. Stateless.
 */
public final class ThompsonAllocation {
  private static final double STEPS_A_DEVIATION = 10;
  private static final int FEWEST_PANELS = 200;
  private static final int MOST_PANELS = 10_000;

  private ThompsonAllocation() {}

  /**
   * p: the probability of each arm to be the best, in the order of the arms; sums to 1.
   *
   * @throws IllegalArgumentException with fewer than two arms
   */
  public static List<Double> bestProbabilities(List<Belief> arms) {
    if (arms.size() < 2) {
      throw new IllegalArgumentException("a choice of " + arms.size() + " arms");
    }
    double narrowest = arms.stream().mapToDouble(Belief::standardDeviation).min().orElseThrow();
    List<Double> masses =
        IntStream.range(0, arms.size())
            .mapToObj(arm -> largest(arm, arms, narrowest / STEPS_A_DEVIATION))
            .toList();
    double sum = masses.stream().mapToDouble(Double::doubleValue).sum();
    return masses.stream().map(mass -> mass / sum).toList();
  }

  /**
   * w: the weight of each arm.
   *
   * @param best p, see {@link #bestProbabilities}
   * @param floor the smallest weight, from 0 to 1/K
   * @throws IllegalArgumentException if the floor does not fit the number of arms
   */
  public static List<Double> weights(List<Double> best, double floor) {
    double free = 1 - best.size() * floor;
    if (!(floor >= 0 && free >= 0)) {
      throw new IllegalArgumentException("a floor of %s for %d arms".formatted(floor, best.size()));
    }
    return best.stream().map(probability -> floor + free * probability).toList();
  }

  private static double largest(int index, List<Belief> arms, double step) {
    Belief arm = arms.get(index);
    double from = arm.lowest();
    double range = arm.highest() - from;
    int half = (int) Math.clamp(range / step / 2, FEWEST_PANELS / 2, MOST_PANELS / 2);
    double width = range / (2 * half);
    double sum = 0;
    for (int k = 0; k <= 2 * half; k++) {
      double value = k == 2 * half ? arm.highest() : from + k * width;
      double weight = k == 0 || k == 2 * half ? 1 : k % 2 == 1 ? 4 : 2;
      sum += weight * arm.density(value) * allBelow(value, index, arms);
    }
    return sum * width / 3;
  }

  private static double allBelow(double value, int index, List<Belief> arms) {
    double probability = 1;
    for (int other = 0; other < arms.size(); other++) {
      if (other != index) {
        probability *= arms.get(other).cumulative(value);
      }
    }
    return probability;
  }
}
