package io.holdfast.stickiness.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * The same users compare two rankings in two ways: split between them, by clicks a user, and shown
 * both, by their preference. A user looks at five lists of ten items; how readily users click
 * differs widely between them, and an item of the better ranking is clicked 15 % more often.
 */
class InterleavingSensitivityTest {

  private static final System.Logger LOG =
      System.getLogger(InterleavingSensitivityTest.class.getName());
  private static final int RUNS = 1_000;
  private static final int USERS = 300;
  private static final int ITEMS = 50;
  private static final double LIFT = 1.15;

  /** How readily a user clicks: log-normal, 0.1 in the median. */
  private static double readiness(SplittableRandom random) {
    return Math.min(0.8, 0.1 * Math.exp(0.8 * random.nextGaussian()));
  }

  private static boolean splitFinds(SplittableRandom random) {
    Moments control = Moments.EMPTY;
    Moments challenger = Moments.EMPTY;
    for (int user = 0; user < USERS; user++) {
      double readiness = readiness(random);
      if (user % 2 == 0) {
        control = control.plus(Draws.binomial(random, ITEMS, readiness));
      } else {
        challenger = challenger.plus(Draws.binomial(random, ITEMS, readiness * LIFT));
      }
    }
    Estimate estimate = Reference.estimate(MetricKind.MEAN, control, challenger);
    return estimate.pValue() < 0.05 && estimate.difference() > 0;
  }

  private static boolean interleavingFinds(SplittableRandom random) {
    long[] counts = new long[3];
    for (int user = 0; user < USERS; user++) {
      double readiness = readiness(random);
      int control = Draws.binomial(random, ITEMS / 2, readiness);
      int challenger = Draws.binomial(random, ITEMS / 2, readiness * LIFT);
      if (control + challenger > 0) {
        counts[1 + Integer.signum(challenger - control)]++;
      }
    }
    PreferenceEstimate estimate =
        new PreferenceEstimate(new PairedPreferences(counts[2], counts[0], counts[1]));
    return estimate.pValue() < 0.05 && estimate.preference() > 0;
  }

  @Test
  void interleavingFindsWhatASplitOfTheSameUsersMisses() {
    SplittableRandom random = new SplittableRandom(41);
    int split = 0;
    int interleaved = 0;
    for (int run = 0; run < RUNS; run++) {
      split += splitFinds(random) ? 1 : 0;
      interleaved += interleavingFinds(random) ? 1 : 0;
    }
    LOG.log(
        System.Logger.Level.INFO,
        "%d users, %d runs: a split finds the better ranking in %.1f %%, interleaving in %.1f %%"
            .formatted(USERS, RUNS, 100.0 * split / RUNS, 100.0 * interleaved / RUNS));

    assertThat(interleaved).isGreaterThan(2 * split);
  }
}
