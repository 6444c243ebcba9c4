package io.holdfast.contracts.bucketing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Users over three variants of 50/30/20 under 200 random keys: every key's split is as its weights
 * say (Pearson's χ², two degrees of freedom), the splits of two keys know nothing of each other (χ²
 * of the 3 × 3 table, four degrees of freedom), and the p-values of the 200 are spread as those of
 * chance are (Kolmogorov–Smirnov). With two and four degrees of freedom, the tail of χ² has a
 * closed form.
 *
 * <p>A hundred thousand users, for the time it takes; a million pass as well, by {@code
 * -Dholdfast.split.users=1000000}.
 */
final class SplitQualityTest {
  private static final int KEYS = 200;
  private static final int AT_ONCE = 20;
  private static final int USERS = Integer.getInteger("holdfast.split.users", 100_000);
  private static final double[] WEIGHTS = {0.5, 0.3, 0.2};
  private static final int VARIANTS = WEIGHTS.length;

  private static final double[] splits = new double[KEYS];
  private static final double[] pairs = new double[KEYS];

  /** Keys are split side by side, a few at a time: a million users are a megabyte for each. */
  @BeforeAll
  static void splitEveryone() {
    SplittableRandom random = new SplittableRandom(20261124);
    String[] users = new String[USERS];
    Arrays.setAll(users, user -> Long.toHexString(random.nextLong(1L << 48)));
    String[] keys = new String[KEYS];
    Arrays.setAll(keys, key -> Long.toHexString(random.nextLong(1L << 32)));
    byte[] first = null;
    byte[] before = null;
    for (int from = 0; from < KEYS; from += AT_ONCE) {
      List<byte[]> some =
          IntStream.range(from, from + AT_ONCE)
              .parallel()
              .mapToObj(key -> split(keys[key], users))
              .toList();
      for (int k = 0; k < AT_ONCE; k++) {
        byte[] variants = some.get(k);
        splits[from + k] = splitP(variants);
        if (before != null) {
          pairs[from + k] = pairP(before, variants);
        }
        first = first == null ? variants : first;
        before = variants;
      }
    }
    pairs[0] = pairP(before, first);
  }

  private static byte[] split(String key, String[] users) {
    List<BucketRange> ranges = Bucketing.bucketRanges(VARIANTS, 1, WEIGHTS);
    byte[] variants = new byte[USERS];
    for (int user = 0; user < USERS; user++) {
      double hash = Bucketing.hash(key, users[user], Bucketing.RECOMMENDED_HASH_VERSION);
      variants[user] = (byte) Bucketing.chooseVariation(hash, ranges);
    }
    return variants;
  }

  @Test
  void everyKeySplitsAsTheWeightsSay() {
    assertByChance(splits);
  }

  @Test
  void twoKeysSplitIndependently() {
    assertByChance(pairs);
  }

  @Test
  void whatIsNotByChanceIsSeen() {
    double[] skewed = DoubleStream.of(splits).map(p -> p * p).toArray();
    assertThat(kolmogorovSmirnovP(skewed)).isLessThan(0.001);
  }

  private static void assertByChance(double[] p) {
    assertThat(DoubleStream.of(p).filter(each -> each < 0.001).count()).isLessThanOrEqualTo(3);
    assertThat(DoubleStream.of(p).min().orElseThrow()).isGreaterThan(1e-6);
    assertThat(kolmogorovSmirnovP(p)).isGreaterThan(0.001);
  }

  private static double splitP(byte[] variants) {
    long[] counts = new long[VARIANTS];
    for (byte variant : variants) {
      counts[variant]++;
    }
    double chiSquare = 0;
    for (int k = 0; k < VARIANTS; k++) {
      chiSquare += Math.pow(counts[k] - USERS * WEIGHTS[k], 2) / (USERS * WEIGHTS[k]);
    }
    return Math.exp(-chiSquare / 2);
  }

  private static double pairP(byte[] one, byte[] other) {
    long[][] counts = new long[VARIANTS][VARIANTS];
    long[] rows = new long[VARIANTS];
    long[] columns = new long[VARIANTS];
    for (int user = 0; user < USERS; user++) {
      counts[one[user]][other[user]]++;
      rows[one[user]]++;
      columns[other[user]]++;
    }
    double chiSquare = 0;
    for (int row = 0; row < VARIANTS; row++) {
      for (int column = 0; column < VARIANTS; column++) {
        double expected = (double) rows[row] * columns[column] / USERS;
        chiSquare += Math.pow(counts[row][column] - expected, 2) / expected;
      }
    }
    return Math.exp(-chiSquare / 2) * (1 + chiSquare / 2);
  }

  /** Of p-values against the uniform distribution; Stephens' approximation (1970). */
  private static double kolmogorovSmirnovP(double[] p) {
    double[] sorted = p.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    double distance = 0;
    for (int k = 0; k < n; k++) {
      distance =
          Math.max(distance, Math.max(sorted[k] - (double) k / n, (k + 1.0) / n - sorted[k]));
    }
    double lambda = (Math.sqrt(n) + 0.12 + 0.11 / Math.sqrt(n)) * distance;
    double sum = 0;
    for (int k = 1; k <= 100; k++) {
      sum += (k % 2 == 1 ? 2 : -2) * Math.exp(-2.0 * k * k * lambda * lambda);
    }
    return sum;
  }
}
