package io.holdfast.metrics.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.holdfast.stickiness.statistics.Estimate;
import io.holdfast.stickiness.statistics.MetricKind;
import io.holdfast.stickiness.statistics.Moments;
import io.holdfast.stickiness.statistics.PairMoments;
import io.holdfast.stickiness.statistics.PropensityComparison;
import io.holdfast.stickiness.statistics.WeightPeriod;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class StratifiedArmsTest {

  private static final IntFunction<Map<String, Double>> WEIGHTS =
      stratum ->
          stratum == 0
              ? Map.of("a", 0.5, "b", 0.3, "c", 0.2)
              : Map.of("a", 0.1, "b", 0.7, "c", 0.2);

  @Test
  void periodsAreComparedByTheirWeightsInTheOrderOfTime() {
    Estimate estimate = compare(filled(new StratifiedArms(WEIGHTS)));
    Estimate expected =
        (Estimate)
            PropensityComparison.between(
                MetricKind.PROPORTION,
                List.of(
                    new WeightPeriod(
                        0.5, 0.3, Moments.ofProportion(500, 100), Moments.ofProportion(300, 75)),
                    new WeightPeriod(
                        0.1, 0.7, Moments.ofProportion(100, 10), Moments.ofProportion(700, 105))));

    assertThat(estimate).isEqualTo(expected);
  }

  /** Weighted by users: half of them in each period, differences of 0.05 and 0.05. */
  @Test
  void withoutKnownWeightsThePeriodsAreWeightedByTheirUsers() {
    assertThat(compare(filled(new StratifiedArms())).difference()).isCloseTo(0.05, within(1e-12));
  }

  private static Estimate compare(StratifiedArms arms) {
    return (Estimate) arms.compare(MetricKind.PROPORTION, "a", "b");
  }

  private static StratifiedArms filled(StratifiedArms arms) {
    arms.add(1, "a", users(100, 10));
    arms.add(1, "b", users(700, 105));
    arms.add(0, "a", users(500, 100));
    arms.add(0, "b", users(300, 75));
    return arms;
  }

  private static PairMoments users(long users, long returned) {
    Moments numerator = Moments.ofProportion(users, returned);
    return PairMoments.ofCentred(users, numerator.mean(), 1, numerator.centredSquares(), 0, 0);
  }
}
