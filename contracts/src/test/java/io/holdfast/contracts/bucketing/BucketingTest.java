package io.holdfast.contracts.bucketing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Our own table of values. The hashes were computed by an independent implementation in Python (big
 * integers, {@code utf-16-le} code units), not by this code.
 */
final class BucketingTest {
  @ParameterizedTest
  @CsvSource({
    "home-ranking, user-1, 0.436, 0.7012",
    "home-ranking, user-2, 0.349, 0.8198",
    "'', anna, 0.739, 0.4948",
    "Übung, jürgen, 0.235, 0.2331",
    "猫, 😀-42, 0.462, 0.0859",
    "exp, 0, 0.398, 0.4858",
    "home-ranking, '', 0.349, 0.4322",
    // The inner hash of version 2 has five, four and three digits here.
    "t6, 644, NaN, 0.502",
    "'', t230755, NaN, 0.8983",
    "t, 1412122, NaN, 0.9078",
  })
  void hashesAgreeWithPython(String seed, String value, double version1, double version2) {
    if (!Double.isNaN(version1)) {
      assertThat(Bucketing.hash(seed, value, 1)).isEqualTo(version1);
    }
    assertThat(Bucketing.hash(seed, value, 2)).isEqualTo(version2);
  }

  @Test
  void longIdsAreHashedWhole() {
    String seed = "s".repeat(40);
    String value = "v".repeat(256);

    assertThat(Bucketing.hash(seed, value, 1)).isEqualTo(0.613);
    assertThat(Bucketing.hash(seed, value, 2)).isEqualTo(0.865);
  }

  @Test
  void unknownVersionIsInNoRange() {
    double hash = Bucketing.hash("seed", "user", 3);

    assertThat(hash).isNaN();
    assertThat(Bucketing.chooseVariation(hash, Bucketing.bucketRanges(2, 1, null)))
        .isEqualTo(Bucketing.EXCLUDED);
  }

  @Test
  void rangesShrinkWithCoverageAndKeepTheirStarts() {
    List<BucketRange> ranges = Bucketing.bucketRanges(2, 0.2, new double[] {0.25, 0.75});

    assertThat(ranges.get(0).start()).isZero();
    assertThat(ranges.get(0).end()).isCloseTo(0.05, within(1e-12));
    assertThat(ranges.get(1).start()).isCloseTo(0.25, within(1e-12));
    assertThat(ranges.get(1).end()).isCloseTo(0.40, within(1e-12));
  }

  @Test
  void unusableWeightsBecomeEqual() {
    List<BucketRange> equal = Bucketing.bucketRanges(2, 1, null);

    assertThat(Bucketing.bucketRanges(2, 1, new double[] {0.5})).isEqualTo(equal);
    assertThat(Bucketing.bucketRanges(2, 1, new double[] {0.5, 0.4})).isEqualTo(equal);
    assertThat(Bucketing.bucketRanges(2, 1, new double[] {0.5, 0.52})).isEqualTo(equal);
    assertThat(Bucketing.bucketRanges(2, 1, new double[] {0.2, 0.799}).get(1).end())
        .isCloseTo(0.999, within(1e-12));
  }

  @Test
  void rangesIncludeTheirStartOnly() {
    BucketRange range = new BucketRange(0.25, 0.5);

    assertThat(range.contains(0.25)).isTrue();
    assertThat(range.contains(0.5)).isFalse();
    assertThat(new BucketRange(0.5, 0.5).contains(0.5)).isFalse();
  }
}
