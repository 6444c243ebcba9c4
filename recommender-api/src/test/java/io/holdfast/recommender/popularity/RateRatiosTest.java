package io.holdfast.recommender.popularity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RateRatiosTest {
  /** Eight items with 40 users of late and 280 before. */
  private static final int[] RECENT = {7, 3, 5, 5, 6, 4, 7, 3};

  private static final int[] BEFORE = {28, 42, 35, 35, 30, 40, 30, 40};

  @Test
  void theStrengthIsThatOfTheMoments() {
    // Kleinman's equation solved by the plain sums, which are independent of the class.
    double recent = 40;
    double sum = 320;
    double share = recent / sum;
    double squares = 0;
    double one = 0;
    double more = 0;
    for (int item = 0; item < RECENT.length; item++) {
      double n = RECENT[item] + BEFORE[item];
      squares += n * Math.pow(RECENT[item] / n - share, 2);
      one += 1 - n / sum;
      more += (n - 1) * (1 - n / sum);
    }
    double gamma = (squares / (share * (1 - share)) - one) / more;
    double expected = 1 / Math.clamp(gamma, 1e-6, 0.5) - 1;
    assertThat(RateRatios.fit(RECENT, BEFORE).strength())
        .isCloseTo(expected, within(1e-6 * expected));
  }

  @Test
  void theBoundIsAtTheQuantileOfThePosterior() {
    // Items could not differ more: γ is at its greatest, s = 1, and the prior is Beta(½, ½).
    int[] recent = {50, 0};
    int[] before = {0, 50};
    RateRatios ratios = RateRatios.fit(recent, before);
    assertThat(ratios.strength()).isCloseTo(1, within(1e-9));
    double bound = ratios.lowerBound(9, 3);
    double theta = bound / (1 + bound);
    assertThat(betaBelow(theta, 9.5, 3.5)).isCloseTo(0.05, within(1e-6));
  }

  @Test
  void itFindsTheStrengthThatDataWereMadeWith() {
    SplittableRandom random = new SplittableRandom(7);
    int items = 4000;
    int[] recent = new int[items];
    int[] before = new int[items];
    double strength = 50;
    double share = 0.125;
    for (int item = 0; item < items; item++) {
      double theta = beta(random, strength * share, strength * (1 - share));
      int n = 5 + random.nextInt(200);
      for (int k = 0; k < n; k++) {
        if (random.nextDouble() < theta) {
          recent[item]++;
        } else {
          before[item]++;
        }
      }
    }
    assertThat(RateRatios.fit(recent, before).strength()).isCloseTo(strength, within(5.0));
  }

  @Test
  void whatOnlyFluctuatesDoesNotRise() {
    SplittableRandom random = new SplittableRandom(11);
    int items = 2000;
    int[] recent = new int[items];
    int[] before = new int[items];
    for (int item = 0; item < items; item++) {
      double rate = 40 * Math.pow(random.nextDouble(), 3);
      recent[item] = poisson(random, rate);
      before[item] = poisson(random, 7 * rate);
    }
    recent[0] = 60;
    before[0] = 70;
    RateRatios ratios = RateRatios.fit(recent, before);
    int rising = 0;
    double greatest = 0;
    for (int item = 1; item < items; item++) {
      double bound = ratios.lowerBound(recent[item], before[item]);
      rising += bound > 1 ? 1 : 0;
      greatest = Math.max(greatest, bound);
    }
    assertThat(rising).isLessThan(items / 100);
    // Six times what it was: far above all, and far below that, since hardly anything else moves.
    assertThat(ratios.lowerBound(60, 70)).isGreaterThan(greatest).isBetween(1.1, 6.0);
  }

  @Test
  void moreUsersOfTheSameRatioAreBelievedMore() {
    RateRatios ratios = RateRatios.fit(new int[] {30, 10, 40, 5}, new int[] {100, 120, 90, 110});
    double last = 0;
    for (int n = 1; n <= 1000; n *= 10) {
      double bound = ratios.lowerBound(4 * n, 7 * n);
      assertThat(bound).isGreaterThan(last);
      last = bound;
    }
    double ratio = (4.0 / 7) / (85.0 / 420);
    assertThat(last).isLessThan(ratio).isCloseTo(ratio, within(0.2));
    assertThat(ratios.mayRise(4, 7)).isTrue();
    assertThat(ratios.mayRise(1, 7)).isFalse();
  }

  @Test
  void withoutAPastNothingIsKnown() {
    assertThat(RateRatios.fit(new int[] {3, 4}, new int[] {0, 0})).isNull();
    assertThat(RateRatios.fit(new int[] {0}, new int[] {4})).isNull();
    assertThat(RateRatios.fit(new int[0], new int[0])).isNull();
  }

  /** The distribution function by Simpson's rule after θ = sin²φ, which takes the poles away. */
  private static double betaBelow(double theta, double a, double b) {
    return integral(Math.asin(Math.sqrt(theta)), a, b) / integral(Math.PI / 2, a, b);
  }

  private static double integral(double end, double a, double b) {
    int steps = 20_000;
    double width = end / steps;
    double sum = 0;
    for (int k = 0; k <= steps; k++) {
      double phi = k * width;
      double value = Math.pow(Math.sin(phi), 2 * a - 1) * Math.pow(Math.cos(phi), 2 * b - 1);
      sum += value * (k == 0 || k == steps ? 1 : k % 2 == 1 ? 4 : 2);
    }
    return sum * width / 3;
  }

  private static double beta(RandomGenerator random, double a, double b) {
    double one = gamma(random, a);
    return one / (one + gamma(random, b));
  }

  /** Marsaglia & Tsang 2000, for shapes of at least 1. */
  private static double gamma(RandomGenerator random, double shape) {
    double d = shape - 1.0 / 3;
    while (true) {
      double x = random.nextGaussian();
      double v = Math.pow(1 + x / Math.sqrt(9 * d), 3);
      if (v > 0 && Math.log(random.nextDouble()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
        return d * v;
      }
    }
  }

  private static int poisson(RandomGenerator random, double rate) {
    int count = -1;
    double sum = 0;
    while (sum <= rate) {
      sum -= Math.log(1 - random.nextDouble());
      count++;
    }
    return count;
  }
}
