package io.holdfast.core.model.explicitmf;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How the ratings of a user and an item follow from their vectors, in one sample. There are K
 * aspects: the criteria, and last the overall rating. In units of each aspect's {@link RatingScale}
 *
 * <pre>
 * r_k = b_u^k + b_i^k + Σ_f t_kf p_uf q_if + Σ_{j&lt;k} w_kj r_j + ε_k,   ε_k ~ N(0, (α_k τ_u)⁻¹)
 * </pre>
 *
 * The factors p_u and q_i are shared by all aspects, each of which weighs them by t_k and adds
 * biases of its own: the three-way factorization of Xiong, Chen, Huang, Schneider &amp; Carbonell
 * ("Temporal collaborative filtering with Bayesian probabilistic tensor factorization", SDM 2010,
 * section 3: r ~ N(Σ_f p_f q_f t_f, α⁻¹)) with aspects in the place of times. The last row is the
 * aggregation function r_0 = f(r_1, …, r_k) of Adomavicius &amp; Kwon ("New recommendation
 * techniques for multicriteria rating systems", IEEE Intelligent Systems 22(3), 2007, the
 * aggregation-function-based approach), linear, with what user and item add to it. The other rows
 * make the noise of the criteria covary, so that what one opinion of a thing does to all of its
 * ratings at once, the halo of Sahoo, Krishnan, Duncan &amp; Callan ("The halo effect in
 * multicomponent ratings and its implications for recommender systems", Information Systems
 * Research 23(1), 2012), does not count as many opinions.
 *
 * <p>With L = (I − W)⁻¹, the expected ratings are L m and their covariance is L diag(α)⁻¹ Lᵀ / τ_u,
 * where m_k is what row k has without the ratings before. Whatever is not known of a pair is
 * integrated out exactly: {@link KnownAspects}. Without criteria K = 1, t = 1 and W = 0.
 *
 * <p>Immutable but for a cache, and thread-safe.
 */
final class Response {

  /** More patterns than this are hardly met twice. */
  private static final int MOST_CACHED = 1024;

  private final int factors;
  private final int aspects;
  private final float[] factorWeights;
  private final float[] regression;
  private final float[] precisions;
  private final double[] propagation;
  private final double[] variances;
  private final float[] overallFactors;
  private final float[] overallBiases;
  private final double overallVariance;
  private final KnownAspects allKnown;
  private final Map<Integer, KnownAspects> someKnown = new ConcurrentHashMap<>();

  /**
   * A response.
   *
   * @param factorWeights t, float32 [K, d]
   * @param regression W, float32 [K, K], of which the part below the diagonal is read
   * @param precisions α, float32 [K]
   * @throws IllegalArgumentException if sizes do not fit, a number is not finite, or a precision
   *     not positive
   */
  Response(int factors, float[] factorWeights, float[] regression, float[] precisions) {
    this.factors = factors;
    this.aspects = precisions.length;
    if (factorWeights.length != aspects * factors || regression.length != aspects * aspects) {
      throw new IllegalArgumentException(
          "%d factor weights and %d regression weights for %d aspects of %d factors"
              .formatted(factorWeights.length, regression.length, aspects, factors));
    }
    requireFinite(factorWeights);
    requireFinite(regression);
    for (float precision : precisions) {
      if (!(precision > 0 && precision < Float.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("no noise precision: " + precision);
      }
    }
    this.factorWeights = factorWeights;
    this.regression = regression;
    this.precisions = precisions;
    this.propagation = propagation(regression, aspects);
    this.variances = new double[aspects];
    Arrays.setAll(variances, k -> (double) noisePrecision() / precisions[k]);
    int last = aspects - 1;
    this.overallBiases = new float[aspects];
    this.overallFactors = new float[factors];
    double variance = 0;
    for (int k = 0; k < aspects; k++) {
      double reach = propagation[last * aspects + k];
      overallBiases[k] = (float) reach;
      variance += reach * reach * variances[k];
    }
    for (int f = 0; f < factors; f++) {
      double sum = 0;
      for (int k = 0; k < aspects; k++) {
        sum += propagation[last * aspects + k] * factorWeights[k * factors + f];
      }
      overallFactors[f] = (float) sum;
    }
    this.overallVariance = variance;
    this.allKnown = new KnownAspects(this, (1 << aspects) - 1);
  }

  /** That of the overall rating alone: r = b_u + b_i + p_u·q_i + ε. */
  static Response ofOverall(int factors, float noisePrecision) {
    return unrelated(factors, 1, noisePrecision);
  }

  /** Every aspect b_u + b_i + p_u·q_i + ε, with noise of its own. */
  static Response unrelated(int factors, int aspects, float noisePrecision) {
    float[] ones = new float[aspects * factors];
    Arrays.fill(ones, 1f);
    float[] precisions = new float[aspects];
    Arrays.fill(precisions, noisePrecision);
    return new Response(factors, ones, new float[aspects * aspects], precisions);
  }

  /** d. */
  int factors() {
    return factors;
  }

  /** K. */
  int aspects() {
    return aspects;
  }

  /** D = d + K, the numbers of an extended vector: the factor, then a bias for each aspect. */
  int dimensions() {
    return factors + aspects;
  }

  /** t, float32 [K, d]; not to be written to. */
  float[] factorWeights() {
    return factorWeights;
  }

  /** W, float32 [K, K]; not to be written to. */
  float[] regression() {
    return regression;
  }

  /** α, float32 [K]; not to be written to. */
  float[] precisions() {
    return precisions;
  }

  /** α of the overall rating: the unit of {@link #variance}. */
  float noisePrecision() {
    return precisions[aspects - 1];
  }

  /** L, float64 [K, K]; not to be written to. */
  double[] propagation() {
    return propagation;
  }

  /** The variance of ε_k in units of the overall rating's. */
  double variance(int aspect) {
    return variances[aspect];
  }

  /** g with E r_overall = Σ_f g_f p_f q_f + Σ_k h_k (b_u^k + b_i^k), float32 [d]. */
  float[] overallFactors() {
    return overallFactors;
  }

  /** h of {@link #overallFactors}, float32 [K]. */
  float[] overallBiases() {
    return overallBiases;
  }

  /** The variance of the overall rating if no criterion is known, in units of its own noise's. */
  double overallVariance() {
    return overallVariance;
  }

  /** What ratings say of which the aspects in {@code mask} are known, bit k for aspect k. */
  KnownAspects known(int mask) {
    if (mask == allKnown.mask()) {
      return allKnown;
    }
    KnownAspects known = someKnown.get(mask);
    if (known == null) {
      known = new KnownAspects(this, mask);
      if (someKnown.size() < MOST_CACHED) {
        someKnown.put(mask, known);
      }
    }
    return known;
  }

  /** (I − W)⁻¹ by forward substitution. */
  private static double[] propagation(float[] regression, int n) {
    double[] inverse = new double[n * n];
    for (int row = 0; row < n; row++) {
      inverse[row * n + row] = 1;
      for (int column = 0; column < row; column++) {
        double sum = 0;
        for (int k = column; k < row; k++) {
          sum += regression[row * n + k] * inverse[k * n + column];
        }
        inverse[row * n + column] = sum;
      }
    }
    return inverse;
  }

  private static void requireFinite(float[] numbers) {
    for (float number : numbers) {
      if (!Float.isFinite(number)) {
        throw new IllegalArgumentException("a weight of an aspect is not finite: " + number);
      }
    }
  }
}
