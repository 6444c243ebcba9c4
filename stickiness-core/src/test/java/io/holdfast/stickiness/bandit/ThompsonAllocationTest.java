package io.holdfast.stickiness.bandit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.holdfast.stickiness.statistics.MetricKind;
import io.holdfast.stickiness.statistics.Moments;
import io.holdfast.stickiness.statistics.PairMoments;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class ThompsonAllocationTest {
  private static final Offset<Double> CLOSE = within(1e-7);

  /** Values: mpmath 1.3.0, quad of pdf times the other arms' betainc, 30 digits. */
  @Test
  void probabilitiesOfProportionsAreTheIntegrals() {
    assertBest(List.of(beta(21, 81), beta(31, 71)), 0.0523968966476308, 0.947603103352369);
    assertBest(
        List.of(beta(21, 81), beta(31, 71), beta(26, 76)),
        0.0312818593939472,
        0.762460286328356,
        0.206257854277697);
    assertBest(
        List.of(beta(1, 501), beta(3, 499), beta(2, 500)),
        0.0784493695604442,
        0.637101895291287,
        0.284448735148269);
  }

  /** Value: the finite sum of Beta functions for P(B > A), mpmath 1.3.0, 30 digits. */
  @Test
  void manyUsersLoseNoDigits() {
    assertBest(
        List.of(beta(2001, 8001), beta(2101, 7901)), 1 - 0.960063562584076, 0.960063562584076);
  }

  /** Values: mpmath 1.3.0, quad of npdf times the other arms' ncdf, 30 digits. */
  @Test
  void probabilitiesOfMeansAreTheIntegrals() {
    assertBest(
        List.of(new NormalBelief(10, 1), new NormalBelief(11, 0.5), new NormalBelief(9, 2)),
        0.160196879363157,
        0.686833912613365,
        0.152969207983319);
  }

  @Test
  void armsBelievedTheSameShareAlike() {
    Belief same = beta(1, 1);

    assertBest(List.of(same, same), 0.5, 0.5);
    assertBest(Collections.nCopies(4, new NormalBelief(3, 2)), 0.25, 0.25, 0.25, 0.25);
  }

  /**
   * The narrow posterior lies between steps that the wide one alone would take. Value: 1 − Φ(0.5 /
   * √(1 + 1e-6)), mpmath 1.3.0.
   */
  @Test
  void aNarrowPosteriorBesideAWideOneIsNotMissed() {
    List<Double> best =
        ThompsonAllocation.bestProbabilities(
            List.of(new NormalBelief(0, 1), new NormalBelief(0.5, 0.001)));

    assertThat(best.getFirst()).isCloseTo(0.308537626742, within(1e-4));
  }

  @Property(tries = 200)
  void weightsSumToOneKeepTheFloorAndFollowTheProbabilities(
      @ForAll @IntRange(min = 2, max = 2000) int users,
      @ForAll @DoubleRange(min = 0, max = 1) double first,
      @ForAll @DoubleRange(min = 0, max = 1) double second,
      @ForAll @DoubleRange(min = 0, max = 0.5) double floor) {
    List<Double> best =
        ThompsonAllocation.bestProbabilities(
            List.of(proportion(users, first), proportion(users, second)));
    List<Double> weights = ThompsonAllocation.weights(best, floor);

    assertThat(best.get(0) + best.get(1)).isCloseTo(1, within(1e-12));
    assertThat(weights.get(0) + weights.get(1)).isCloseTo(1, within(1e-12));
    assertThat(weights).allMatch(weight -> weight >= floor - 1e-12);
    if (Math.round(users * first) > Math.round(users * second)) {
      assertThat(weights.get(0)).isGreaterThanOrEqualTo(weights.get(1) - 1e-9);
    }
  }

  @Test
  void theFloorTakesItsPartFirst() {
    assertThat(ThompsonAllocation.weights(List.of(0.0, 0.2, 0.8), 0.1))
        .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : 1)
        .containsExactly(0.1, 0.24, 0.66);
    assertThatThrownBy(() -> ThompsonAllocation.weights(List.of(0.5, 0.5), 0.51))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0.51");
    assertThatThrownBy(() -> ThompsonAllocation.bestProbabilities(List.of(beta(1, 1))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void beliefsComeFromTheStatisticsOfTheKind() {
    assertThat(Belief.of(MetricKind.PROPORTION, Moments.ofProportion(100, 20)))
        .contains(beta(21, 81));
    assertThat(Belief.of(MetricKind.MEAN, Moments.of(1, 2, 3, 6)))
        .hasValueSatisfying(
            belief -> {
              assertThat(belief.mean()).isEqualTo(3);
              // s² = 14/3, s²/n = 14/12
              assertThat(belief.standardDeviation()).isCloseTo(Math.sqrt(14.0 / 12), CLOSE);
            });
    PairMoments ratio = PairMoments.EMPTY.plus(10, 1).plus(30, 2).plus(5, 1);
    assertThat(Belief.of(MetricKind.RATIO, ratio))
        .hasValueSatisfying(belief -> assertThat(belief.mean()).isCloseTo(11.25, CLOSE));
  }

  @Test
  void nothingIsBelievedWithoutSpread() {
    assertThat(Belief.of(MetricKind.PROPORTION, Moments.ofProportion(1, 1))).isEmpty();
    assertThat(Belief.of(MetricKind.MEAN, Moments.of(4))).isEmpty();
    assertThat(Belief.of(MetricKind.MEAN, Moments.of(4, 4, 4))).isEmpty();
    assertThat(Belief.of(MetricKind.RATIO, PairMoments.EMPTY)).isEmpty();
    assertThat(Belief.of(MetricKind.PROPORTION, Moments.ofProportion(9, 0))).contains(beta(1, 10));
  }

  private static Belief beta(double alpha, double beta) {
    return new BetaBelief(alpha, beta);
  }

  private static Belief proportion(int users, double share) {
    return Belief.of(MetricKind.PROPORTION, Moments.ofProportion(users, Math.round(users * share)))
        .orElseThrow();
  }

  private static void assertBest(List<Belief> arms, double... expected) {
    List<Double> best = ThompsonAllocation.bestProbabilities(arms);
    assertThat(best).hasSize(expected.length);
    for (int k = 0; k < expected.length; k++) {
      assertThat(best.get(k)).as("arm %d", k).isCloseTo(expected[k], CLOSE);
    }
  }
}
