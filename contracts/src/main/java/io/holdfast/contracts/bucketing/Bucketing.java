package io.holdfast.contracts.bucketing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The functions of the GrowthBook SDK specification (docs.growthbook.io/lib/build-your-own): {@code
 * hash}, {@code getBucketRanges}, {@code chooseVariation}, {@code inNamespace}, {@code
 * getEqualWeights}.
 *
 * <p>The hash is FNV-1a with 32 bits, fed with the UTF-16 units of the text as the JavaScript SDK
 * does (not with its bytes). Nothing here allocates per user: texts are hashed piece by piece
 * rather than concatenated. Pure and thread-safe.
 */
public final class Bucketing {
  /** What GrowthBook's SDKs use where an experiment names no version. */
  public static final int DEFAULT_HASH_VERSION = 1;

  /** What the experiments that we create store: version 1 is biased between experiments. */
  public static final int RECOMMENDED_HASH_VERSION = 2;

  /** What {@link #chooseVariation} answers for a user outside every range. */
  public static final int EXCLUDED = -1;

  private static final int FNV_OFFSET_BASIS = 0x811c9dc5;
  private static final int FNV_PRIME = 0x01000193;
  private static final long LARGEST_POWER_OF_TEN = 1_000_000_000L;
  private static final String NAMESPACE_PREFIX = "__";

  private Bucketing() {}

  /**
   * The place of a user in the unit interval.
   *
   * @param seed the experiment's seed
   * @param value the user's id
   * @param version 1: {@code fnv(value + seed) % 1000 / 1000}; 2: {@code fnv(fnv(seed + value) +
   *     "") % 10000 / 10000}
   * @return a number in [0, 1), or NaN for a version that is not known (the specification's null),
   *     which lies in no range: such a user is excluded
   */
  public static double hash(String seed, String value, int version) {
    return switch (version) {
      case 1 -> thousandth(fnv(fnv(FNV_OFFSET_BASIS, value), seed));
      case 2 -> {
        int inner = fnv(fnv(FNV_OFFSET_BASIS, seed), value);
        yield Integer.remainderUnsigned(fnvOfDecimal(inner), 10_000) / 10_000.0;
      }
      default -> Double.NaN;
    };
  }

  /**
   * The ranges of the variants. Weights that are missing, of another number, or that do not sum to
   * 1 (0.99 to 1.01) are replaced by equal ones; coverage is cut to [0, 1].
   *
   * @param variations how many variants there are
   * @param coverage the share of each variant's range that takes part
   * @param weights the share of each variant; null for equal ones
   */
  public static List<BucketRange> bucketRanges(int variations, double coverage, double[] weights) {
    double covered = Math.clamp(coverage, 0.0, 1.0);
    double[] shares = usable(variations, weights) ? weights : equalWeights(variations);
    List<BucketRange> ranges = new ArrayList<>(shares.length);
    double cumulative = 0;
    for (double share : shares) {
      ranges.add(new BucketRange(cumulative, cumulative + covered * share));
      cumulative += share;
    }
    return List.copyOf(ranges);
  }

  /** The index of the first range that holds the hash, or {@link #EXCLUDED}. */
  public static int chooseVariation(double hash, List<BucketRange> ranges) {
    for (int k = 0; k < ranges.size(); k++) {
      if (ranges.get(k).contains(hash)) {
        return k;
      }
    }
    return EXCLUDED;
  }

  /** The same share for each; empty if there are none. */
  public static double[] equalWeights(int variations) {
    if (variations <= 0) {
      return new double[0];
    }
    double[] weights = new double[variations];
    Arrays.fill(weights, 1.0 / variations);
    return weights;
  }

  /** Whether the user is in the experiment's part of its namespace. */
  public static boolean inNamespace(String userId, Namespace namespace) {
    int userHash = fnv(FNV_OFFSET_BASIS, userId);
    double place = thousandth(fnv(fnv(userHash, NAMESPACE_PREFIX), namespace.name()));
    return place >= namespace.start() && place < namespace.end();
  }

  private static boolean usable(int variations, double[] weights) {
    if (weights == null || weights.length != variations) {
      return false;
    }
    double total = 0;
    for (double weight : weights) {
      total += weight;
    }
    return total >= 0.99 && total <= 1.01;
  }

  private static double thousandth(int hash) {
    return Integer.remainderUnsigned(hash, 1000) / 1000.0;
  }

  private static int fnv(int state, String text) {
    int hash = state;
    for (int k = 0; k < text.length(); k++) {
      hash = step(hash, text.charAt(k));
    }
    return hash;
  }

  /** FNV-1a of the decimal digits of an unsigned number. */
  private static int fnvOfDecimal(int unsigned) {
    long rest = Integer.toUnsignedLong(unsigned);
    long power = LARGEST_POWER_OF_TEN;
    while (power > 1 && rest < power) {
      power /= 10;
    }
    int hash = FNV_OFFSET_BASIS;
    for (; power > 0; power /= 10) {
      hash = step(hash, (char) ('0' + rest / power));
      rest %= power;
    }
    return hash;
  }

  private static int step(int hash, char unit) {
    return (hash ^ unit) * FNV_PRIME;
  }
}
