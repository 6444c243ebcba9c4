package io.holdfast.stickiness.statistics;

/**
 * A quantile of values of which each user has several, such as the median session length. The
 * quantile is over all values; its error is clustered by user, who was randomized.
 *
 * <p>The values at ranks l = ⌊N (p − z σ)⌋ and u = ⌈N (p + z σ)⌉ of {@link QuantileBounds} bound
 * the quantile x_p, and σ · (x_u − x_l) / ((u − l) / N) is its standard error, so that no bandwidth
 * has to be chosen. (The papers divide by 2 z σ, which ignores the rounding to ranks.)
 *
 * <p>Where equal values (an atom, such as sessions of 0 s) hold more than a quarter of these ranks,
 * the quantile jumps rather than moves, and its standard error is that of {@value
 * QuantileBootstrap#REPLICATES} bootstrap samples of users.
 *
 * @param probability p
 * @param seed of the bootstrap
 */
public record ClusteredQuantile(double probability, long seed) {

  /** Over fewer ranks a slope is noise. */
  private static final int FEWEST_RANKS = 4;

  /**
   * Checks the probability.
   *
   * @throws IllegalArgumentException unless 0 &lt; p &lt; 1
   */
  public ClusteredQuantile {
    if (!(probability > 0 && probability < 1)) {
      throw new IllegalArgumentException("Quantile " + probability);
    }
  }

  /**
   * The quantile in one arm: the smallest value that a share p of all values does not exceed. Its
   * variance per user is n times the squared standard error.
   *
   * @return inconclusive with fewer than two users, or with so few values that the bounds lie
   *     outside of them or next to each other
   */
  public ArmValue of(ClusteredValues values) {
    if (values.users() < 2 || values.size() == 0) {
      return new Inconclusive(InconclusiveReason.TOO_FEW_USERS);
    }
    double[] sorted = values.sorted();
    double quantile = sorted[rank(sorted.length) - 1];
    QuantileBounds bounds =
        QuantileBounds.of(probability, values.users(), values.atMost(quantile).ratioVariance());
    int lower = (int) Math.floor(sorted.length * bounds.lower());
    int upper = (int) Math.ceil(sorted.length * bounds.upper());
    if (lower < 1 || upper > sorted.length) {
      return new Inconclusive(InconclusiveReason.TOO_FEW_USERS);
    }
    double standardError;
    if (hasAtom(sorted, Math.max(0, lower - 2), Math.min(sorted.length - 1, upper))) {
      standardError = new QuantileBootstrap(values, sorted).standardError(probability, seed);
    } else if (upper - lower < FEWEST_RANKS) {
      return new Inconclusive(InconclusiveReason.TOO_FEW_USERS);
    } else {
      standardError =
          bounds.standardError(
              sorted[upper - 1] - sorted[lower - 1], (double) (upper - lower) / sorted.length);
    }
    return new ArmEstimate(
        values.users(), quantile, values.users() * standardError * standardError);
  }

  /**
   * The difference of the quantiles, with the normal distribution. Its kind is ratio, whose
   * inference it shares.
   *
   * @return inconclusive as in {@link #of}, or when neither quantile varies
   */
  public Comparison between(ClusteredValues control, ClusteredValues variant) {
    return between(of(control), of(variant));
  }

  /** As above, from what {@link #of} said of each arm. */
  public static Comparison between(ArmValue control, ArmValue variant) {
    return switch (control) {
      case Inconclusive inconclusive -> inconclusive;
      case ArmEstimate c ->
          switch (variant) {
            case Inconclusive inconclusive -> inconclusive;
            case ArmEstimate v when !c.hasVariance() && !v.hasVariance() ->
                new Inconclusive(InconclusiveReason.NO_VARIANCE);
            case ArmEstimate v -> ArmComparator.ratio(c, v);
          };
    };
  }

  private int rank(int size) {
    return Math.clamp((long) Math.ceil(probability * size), 1, size);
  }

  /** Whether more than a quarter of the sorted values from one index to another are equal. */
  private static boolean hasAtom(double[] sorted, int from, int to) {
    int quarter = Math.max(1, (to - from + 1) / 4);
    for (int i = from; i + quarter <= to; i++) {
      if (sorted[i] == sorted[i + quarter]) {
        return true;
      }
    }
    return false;
  }
}
