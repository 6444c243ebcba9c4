package io.holdfast.cli.world;

/**
 * Counter-based random numbers: each is a function of its coordinates and of nothing else, made by
 * chaining the finalizer of SplitMix64 (Steele, Lea and Flood 2014). Worlds that share a seed
 * therefore share their randomness, draw by draw (common random numbers). Immutable and
 * thread-safe.
 */
final class Chance {
  /** What a number is drawn for; each has its own stream. */
  enum Purpose {
    ITEM,
    USER,
    TEMPLATE,
    JOIN,
    HABIT,
    USUAL_HOUR,
    RETURN,
    HOUR,
    MINUTE,
    NOTICE,
    DWELL,
    LIKE,
    BLIND_TASTE
  }

  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
  private static final double UNIT = 0x1.0p-53;

  private final long seed;

  Chance(long seed) {
    this.seed = mix(seed + GOLDEN_GAMMA);
  }

  /** Uniform in [0, 1). */
  double uniform(Purpose purpose, long a, long b, long c) {
    return (bits(purpose, a, b, c) >>> 11) * UNIT;
  }

  double uniform(Purpose purpose, long a, long b) {
    return uniform(purpose, a, b, 0);
  }

  double uniform(Purpose purpose, long a) {
    return uniform(purpose, a, 0, 0);
  }

  /** A whole number in [0, bound). */
  int below(int bound, Purpose purpose, long a, long b) {
    return (int) (uniform(purpose, a, b) * bound);
  }

  /** Standard normal, by Box and Muller from two uniforms. */
  double normal(Purpose purpose, long a, long b) {
    double radius = Math.sqrt(-2 * Math.log(1 - uniform(purpose, a, b, 1)));
    return radius * Math.cos(2 * Math.PI * uniform(purpose, a, b, 2));
  }

  private long bits(Purpose purpose, long a, long b, long c) {
    long hash = mix(seed ^ (purpose.ordinal() + 1) * GOLDEN_GAMMA);
    hash = mix(hash + a * GOLDEN_GAMMA + 1);
    hash = mix(hash + b * GOLDEN_GAMMA + 2);
    return mix(hash + c * GOLDEN_GAMMA + 3);
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
