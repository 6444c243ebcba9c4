package io.holdfast.stickiness.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PropensityComparisonTest {

  private static final Offset<Double> CLOSE = within(1e-12);

  /**
   * Values: Python 3.13, the scores written out user by user and summed, no moments used (see
   * {@code propensity} in src/test/reference/reference_values.py).
   */
  @Test
  void meansAreTheScoresOfTheUsers() {
    Estimate estimate =
        estimate(
            MetricKind.MEAN,
            new WeightPeriod(0.5, 0.5, Moments.of(1, 0, 2, 4), Moments.of(3, 1, 5)),
            new WeightPeriod(0.1, 0.4, Moments.of(2, 0), Moments.of(4, 1, 3, 6, 2)));

    assertThat(estimate.control().value()).isCloseTo(1.2142857142857142, CLOSE);
    assertThat(estimate.variant().value()).isCloseTo(3.0892857142857144, CLOSE);
    assertThat(estimate.difference()).isCloseTo(1.875, CLOSE);
    assertThat(estimate.standardError()).isCloseTo(1.0005844380596147, CLOSE);
    assertThat(estimate.users()).isEqualTo(14);
  }

  /** As above, with the denominators 1 1 2 2 | 1 1 and 2 1 2 | 2 1 1 3 1. */
  @Test
  void ratiosAreTheScoresOfTheirResiduals() {
    Estimate estimate =
        estimate(
            MetricKind.RATIO,
            new WeightPeriod(0.5, 0.5, pair(1, 1, 0, 1, 2, 2, 4, 2), pair(3, 2, 1, 1, 5, 2)),
            new WeightPeriod(0.2, 0.8, pair(2, 1, 0, 1), pair(4, 2, 1, 1, 3, 1, 6, 3, 2, 1)));

    assertThat(estimate.control().value()).isCloseTo(1.0625, CLOSE);
    assertThat(estimate.difference()).isCloseTo(0.8247727272727272, CLOSE);
    assertThat(estimate.standardError()).isCloseTo(0.5828573186557863, CLOSE);
  }

  @Test
  void aSinglePeriodIsThePlainDifference() {
    Moments control = Moments.ofProportion(1000, 200);
    Moments variant = Moments.ofProportion(1000, 230);
    Estimate estimate =
        estimate(MetricKind.PROPORTION, new WeightPeriod(0.5, 0.5, control, variant));
    Estimate plain = (Estimate) Comparison.between(MetricKind.MEAN, control, variant);

    assertThat(estimate.kind()).isEqualTo(MetricKind.MEAN);
    assertThat(estimate.difference()).isCloseTo(plain.difference(), CLOSE);
    assertThat(estimate.standardError()).isCloseTo(plain.standardError(), CLOSE);
    assertThat(estimate.clock()).isCloseTo(2000, within(1e-9));
    assertThat(estimate.alwaysValidInterval(0.05, 4000).lower())
        .isCloseTo(plain.alwaysValidInterval(0.05, 4000).lower(), CLOSE);
  }

  /** 40 %, then 10 % return in both arms alike, while the weights turn from 9:1 to 1:9. */
  @Test
  void aDriftBesideMovedWeightsIsNoEffect() {
    Estimate estimate =
        estimate(
            MetricKind.PROPORTION,
            new WeightPeriod(
                0.9, 0.1, Moments.ofProportion(9000, 3600), Moments.ofProportion(1000, 400)),
            new WeightPeriod(
                0.1, 0.9, Moments.ofProportion(1000, 100), Moments.ofProportion(9000, 900)));

    assertThat(estimate.difference()).isCloseTo(0, CLOSE);
    assertThat(estimate.control().value()).isCloseTo(0.25, CLOSE);
  }

  /** A period in which an arm got five users who all did not return still has an error. */
  @Test
  void anArmWithoutVarianceInAPeriodAddsItsUncertainty() {
    WeightPeriod first =
        new WeightPeriod(0.5, 0.5, Moments.ofProportion(500, 100), Moments.ofProportion(500, 100));
    WeightPeriod second =
        new WeightPeriod(0.95, 0.05, Moments.ofProportion(95, 19), Moments.ofProportion(5, 0));
    Estimate estimate = estimate(MetricKind.PROPORTION, first, second);

    assertThat(estimate.variant().value()).isLessThan(0.2);
    // m = 0.2: five users' residuals of 0.2 at a propensity of 0.05 alone.
    assertThat(estimate.variant().squaredError() * 1100 * 1100)
        .isGreaterThanOrEqualTo(5 * 0.04 / 0.0025);
  }

  /** Rare exposure makes the interval age faster than its users come. */
  @Test
  void theClockRunsByVariance() {
    Estimate estimate =
        estimate(
            MetricKind.PROPORTION,
            new WeightPeriod(
                0.5, 0.5, Moments.ofProportion(1000, 200), Moments.ofProportion(1000, 200)),
            new WeightPeriod(
                0.9, 0.1, Moments.ofProportion(1800, 360), Moments.ofProportion(200, 40)));

    // Per user of the second period 1/0.9 + 1/0.1 instead of 1/0.5 + 1/0.5.
    assertThat(estimate.clock()).isCloseTo(2000 + 2000 * (1 / 0.9 + 10) / 4, within(10.0));
  }

  @Test
  void periodsThatSayNothingAreLeftOut() {
    WeightPeriod empty = new WeightPeriod(0.99, 0.01, Moments.ofProportion(40, 9), Moments.EMPTY);
    WeightPeriod full =
        new WeightPeriod(0.5, 0.5, Moments.ofProportion(50, 9), Moments.ofProportion(50, 12));

    assertThat(PropensityComparison.between(MetricKind.PROPORTION, List.of(empty)))
        .isEqualTo(new Inconclusive(InconclusiveReason.TOO_FEW_USERS));
    assertThat(estimate(MetricKind.PROPORTION, empty, full).users()).isEqualTo(100);
    assertThat(estimate(MetricKind.PROPORTION, full, empty).users()).isEqualTo(140);
  }

  @Test
  void whatCannotBeComparedIsInconclusive() {
    Moments same = Moments.of(3, 3, 3);

    assertThat(
            PropensityComparison.between(
                MetricKind.MEAN, List.of(new WeightPeriod(0.5, 0.5, same, same))))
        .isEqualTo(new Inconclusive(InconclusiveReason.NO_VARIANCE));
    assertThat(
            PropensityComparison.between(
                MetricKind.RATIO,
                List.of(new WeightPeriod(0.5, 0.5, pair(1, 0, 2, 0), pair(1, 1, 2, 1)))))
        .isEqualTo(new Inconclusive(InconclusiveReason.NO_DENOMINATOR));
    assertThatThrownBy(() -> PropensityComparison.between(MetricKind.SURVIVAL, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new WeightPeriod(0, 1, same, same))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Estimate estimate(MetricKind kind, WeightPeriod... periods) {
    return (Estimate) PropensityComparison.between(kind, List.of(periods));
  }

  private static PairMoments pair(double... values) {
    PairMoments pair = PairMoments.EMPTY;
    for (int k = 0; k < values.length; k += 2) {
      pair = pair.plus(values[k], values[k + 1]);
    }
    return pair;
  }
}
