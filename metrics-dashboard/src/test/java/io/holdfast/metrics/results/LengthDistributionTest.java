package io.holdfast.metrics.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.holdfast.metrics.domain.BreakdownFigures.LengthCount;
import io.holdfast.metrics.domain.SessionLengths;
import io.holdfast.stickiness.statistics.ArmEstimate;
import io.holdfast.stickiness.statistics.ClusteredQuantile;
import io.holdfast.stickiness.statistics.ClusteredValues;
import io.holdfast.stickiness.statistics.Inconclusive;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Quantiles from buckets beside those from every user's own values. */
class LengthDistributionTest {

  private static int bucket(double seconds) {
    return seconds < 1
        ? 0
        : (int) Math.ceil(Math.log(seconds) / Math.log(SessionLengths.GROWTH)) + 1;
  }

  /** As the store's rollup is told to grow: the j-th shortest of n sessions by 1, 2j − 1 and n. */
  private static LengthDistribution distribution(List<double[]> users) {
    SortedMap<Integer, long[]> grown = new TreeMap<>();
    for (double[] lengths : users) {
      double[] sorted = lengths.clone();
      Arrays.sort(sorted);
      for (int j = 1; j <= sorted.length; j++) {
        long[] sums = grown.computeIfAbsent(bucket(sorted[j - 1]), _ -> new long[3]);
        sums[0]++;
        sums[1] += 2L * j - 1;
        sums[2] += sorted.length;
      }
    }
    List<LengthCount> counts = new ArrayList<>();
    grown.forEach(
        (bucket, sums) -> counts.add(new LengthCount(0, "a", bucket, sums[0], sums[1], sums[2])));
    return new LengthDistribution(users.size(), counts);
  }

  private static List<double[]> users(int users, double atom) {
    Random random = new Random(5);
    List<double[]> all = new ArrayList<>();
    for (int user = 0; user < users; user++) {
      double habit = random.nextGaussian();
      double[] lengths = new double[random.nextInt(8)];
      for (int i = 0; i < lengths.length; i++) {
        lengths[i] =
            random.nextDouble() < atom
                ? 0
                : Math.exp(5 + 0.6 * habit + 0.8 * random.nextGaussian());
      }
      all.add(lengths);
    }
    return all;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.25, 0.5, 0.75, 0.9})
  void bucketsTellWhatTheValuesTell(double probability) {
    List<double[]> users = users(4000, 0.1);
    ClusteredValues.Builder values = new ClusteredValues.Builder();
    users.forEach(values::add);
    ArmEstimate exact = (ArmEstimate) new ClusteredQuantile(probability, 1).of(values.build());
    ArmEstimate bucketed = (ArmEstimate) distribution(users).quantile(probability);
    assertThat(bucketed.users()).isEqualTo(4000);
    assertThat(bucketed.value()).isCloseTo(exact.value(), within(0.05 * exact.value()));
    assertThat(Math.sqrt(bucketed.variance()))
        .isCloseTo(Math.sqrt(exact.variance()), within(0.1 * Math.sqrt(exact.variance())));
  }

  @Test
  void aMedianInTheMidstOfEmptySessionsIsZeroForCertain() {
    ArmEstimate median = (ArmEstimate) distribution(users(2000, 0.9)).quantile(0.5);
    assertThat(median.value()).isZero();
    assertThat(median.variance()).isZero();
  }

  @Test
  void fewSessionsTellNoQuantile() {
    assertThat(distribution(List.of(new double[] {10}, new double[] {20})).quantile(0.9))
        .isInstanceOf(Inconclusive.class);
    assertThat(distribution(List.of(new double[0], new double[0])).quantile(0.5))
        .isInstanceOf(Inconclusive.class);
  }
}
