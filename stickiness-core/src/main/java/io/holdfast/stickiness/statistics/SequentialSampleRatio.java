package io.holdfast.stickiness.statistics;

import java.util.List;
import org.apache.commons.numbers.gamma.LogGamma;

/**
 * The anytime-valid test of the sample ratio, for looking as often as one likes: of all looks
 * together, at most a share α of sound splits ever shows p &lt; α.
 *
 * <p>Lindon and Malek, "Anytime-Valid Inference for Multinomial Count Data", NeurIPS 2022: the
 * multinomial test. Against the planned shares θ₀ stands a Dirichlet prior with parameters α = κ
 * θ₀; the Bayes factor of the counts x, n = Σ x, is
 *
 * <pre>
 *   BF = Γ(κ) / Γ(κ + n) · Π Γ(αᵢ + xᵢ) / Γ(αᵢ) / Π θ₀ᵢ^xᵢ
 * </pre>
 *
 * a martingale of mean 1 under θ₀, and p = min over looks of 1 / BF, at most 1. Over several
 * periods of constant weights the factors multiply. Users in an arm of weight 0 are a mismatch for
 * certain (BF infinite, p 0).
 *
 * <p>κ = 100 puts the alternative at about 5 points from an even split, which a few thousand users
 * can tell; the test is valid whatever κ.
 *
 * <p>Immutable: keep it (or its p) between looks and ask for {@link #next}.
 *
 * @param logBayesFactor ln BF at the last look
 * @param pValue the smallest p so far
 */
public record SequentialSampleRatio(double logBayesFactor, double pValue) {

  /** Before the first look. */
  public static final SequentialSampleRatio START = new SequentialSampleRatio(0, 1);

  private static final double CONCENTRATION = 100;

  /**
   * Checks the p.
   *
   * @throws IllegalArgumentException if it is not in [0, 1]
   */
  public SequentialSampleRatio {
    if (!(pValue >= 0 && pValue <= 1)) {
      throw new IllegalArgumentException("p = " + pValue);
    }
  }

  /** Whether the split has shown no fault at any look. */
  public boolean healthy() {
    return pValue >= SampleRatio.ALARM_LEVEL;
  }

  /**
   * Looks again.
   *
   * @param splits all users to date, one entry for each period of constant weights
   */
  public SequentialSampleRatio next(List<Split> splits) {
    double logFactor = splits.stream().mapToDouble(SequentialSampleRatio::logBayesFactor).sum();
    return new SequentialSampleRatio(logFactor, Math.min(pValue, Math.exp(-logFactor)));
  }

  private static double logBayesFactor(Split split) {
    if (split.hasStrays()) {
      return Double.POSITIVE_INFINITY;
    }
    double log = LogGamma.value(CONCENTRATION) - LogGamma.value(CONCENTRATION + split.users());
    for (Split.Arm arm : split.openArms()) {
      double share = split.share(arm);
      double prior = CONCENTRATION * share;
      log += LogGamma.value(prior + arm.users()) - LogGamma.value(prior);
      log -= arm.users() * Math.log(share);
    }
    return log;
  }
}
