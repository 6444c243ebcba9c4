package io.holdfast.contracts.bucketing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Hash version 2 spreads users evenly, and the splits of two experiments know nothing of each
 * other. Pearson's χ² against its quantile at z = 4.265 (p = 1e-5, so that 40 tests together fail
 * by chance once in 2,500 seeds), by the Wilson–Hilferty approximation.
 */
final class HashQualityTest {
  private static final int KEYS = 20;
  private static final int USERS = 100_000;
  private static final int BINS = 100;
  private static final int COARSE_BINS = 10;
  private static final double Z = 4.265;

  private static double[][] hashes;

  @BeforeAll
  static void hashEveryone() {
    SplittableRandom random = new SplittableRandom(20261124);
    hashes = new double[KEYS][USERS];
    for (int user = 0; user < USERS; user++) {
      // Half the ids are random, half count up, as real ids do.
      String id = user % 2 == 0 ? Long.toHexString(random.nextLong()) : "user-" + user;
      for (int key = 0; key < KEYS; key++) {
        hashes[key][user] = Bucketing.hash("experiment-" + key, id, 2);
      }
    }
  }

  @Test
  void everyKeySpreadsUsersEvenly() {
    for (double[] key : hashes) {
      long[] counts = new long[BINS];
      for (double hash : key) {
        counts[(int) (hash * BINS)]++;
      }
      assertThat(chiSquare(counts)).isLessThan(critical(BINS - 1));
    }
  }

  @Test
  void splitsOfTwoKeysAreIndependent() {
    for (int key = 0; key < KEYS; key++) {
      double[] first = hashes[key];
      double[] second = hashes[(key + 1) % KEYS];
      long[] counts = new long[COARSE_BINS * COARSE_BINS];
      for (int user = 0; user < USERS; user++) {
        int row = (int) (first[user] * COARSE_BINS);
        counts[row * COARSE_BINS + (int) (second[user] * COARSE_BINS)]++;
      }
      assertThat(chiSquare(counts)).isLessThan(critical(counts.length - 1));
    }
  }

  @Test
  void theTestSeesAnUnevenSplit() {
    long[] counts = new long[BINS];
    for (double hash : hashes[0]) {
      counts[(int) (Math.pow(hash, 1.05) * BINS)]++;
    }
    assertThat(chiSquare(counts)).isGreaterThan(critical(BINS - 1));
  }

  private static double chiSquare(long[] counts) {
    double expected = (double) USERS / counts.length;
    double sum = 0;
    for (long count : counts) {
      sum += (count - expected) * (count - expected) / expected;
    }
    return sum;
  }

  private static double critical(int degreesOfFreedom) {
    double variance = 2.0 / (9.0 * degreesOfFreedom);
    return degreesOfFreedom * Math.pow(1 - variance + Z * Math.sqrt(variance), 3);
  }
}
