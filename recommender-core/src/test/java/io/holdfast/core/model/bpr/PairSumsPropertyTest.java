package io.holdfast.core.model.bpr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** Sums over pairs beside the same sums added up pair by pair. */
class PairSumsPropertyTest {

  private static final double ACCURACY = 1e-11;

  @Property(tries = 200)
  void areThoseOverAllPairs(
      @ForAll @IntRange(min = 1, max = 150) int own,
      @ForAll @IntRange(min = 1, max = 60) int candidates,
      @ForAll @DoubleRange(min = 0, max = 12) double spread,
      @ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] scores = new double[own + candidates];
    boolean[] other = new boolean[candidates];
    Arrays.setAll(scores, r -> spread * (random.nextDouble() - 0.5));
    for (int j = 0; j < candidates; j++) {
      other[j] = random.nextInt(4) > 0;
    }
    assertSums(scores, own, other);
  }

  @Example
  void takesFewNodesForManyScores() {
    double[] scores = new double[400];
    Arrays.setAll(scores, r -> 6 * Math.sin(r));
    boolean[] other = new boolean[200];
    Arrays.fill(other, true);
    assertThat(assertSums(scores, 200, other).nodes().count()).isLessThan(80);
  }

  @Example
  void holdsScoresBeyondAnyExponent() {
    PairSums sums = new PairSums(2, new boolean[] {true, true});
    sums.evaluate(new double[] {5000, -5000, 5000, -5000}, ACCURACY);
    assertThat(sums.pulls()).containsExactly(new double[] {0.5, 1.5, -1.5, -0.5}, within(1e-12));
  }

  private static PairSums assertSums(double[] scores, int own, boolean[] other) {
    PairSums sums = new PairSums(own, other);
    sums.evaluate(scores, ACCURACY);
    double[] pulls = new double[scores.length];
    double[] curvatures = new double[scores.length];
    for (int i = 0; i < own; i++) {
      for (int j = 0; j < other.length; j++) {
        if (other[j]) {
          double wrong = 1 / (1 + Math.exp(scores[i] - scores[own + j]));
          pulls[i] += wrong;
          pulls[own + j] -= wrong;
          curvatures[i] += wrong * (1 - wrong);
          curvatures[own + j] += wrong * (1 - wrong);
        }
      }
    }
    double tolerance = 100 * ACCURACY * scores.length;
    assertThat(sums.pulls()).containsExactly(pulls, within(tolerance));
    assertThat(sums.curvatures()).containsExactly(curvatures, within(tolerance));
    return sums;
  }
}
