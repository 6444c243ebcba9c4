package io.holdfast.core.model.explicitmf;

import io.holdfast.core.linalg.LinearAlgebra;
import java.util.Arrays;

/**
 * Folds a user in: the user's half-step of training, by each sample of the item side, exactly.
 *
 * <p>With a point estimate that is the user's regularized least squares solution. With samples it
 * is the mean (and covariance) of the conditional distribution that training draws users from; the
 * user's own noise precision, which training draws too, is replaced by its expectation, found by
 * alternating (mean field)
 *
 * <pre>
 * N(m*, Λ*⁻¹) given τ,   τ = (a + n/2) / (a + α/2 · E Σ (r − b_u − b_i − p_u·q_i)²)
 * </pre>
 *
 * until τ settles. With criteria, the n rows are those of {@link KnownAspects}. So a user of
 * training and a new one are the same case. O(S (n·D² + D³)) for n ratings. Immutable and
 * thread-safe.
 */
final class UserFoldIn {

  private static final int MOST_ITERATIONS = 50;
  private static final double TOLERANCE = 1e-4;

  private final LinearAlgebra linearAlgebra;
  private final ItemSamples samples;
  private final boolean ownNoise;
  private final double noiseShape;

  UserFoldIn(LinearAlgebra linearAlgebra, ItemSamples samples, ExplicitMfParameters parameters) {
    this.linearAlgebra = linearAlgebra;
    this.samples = samples;
    this.ownNoise = parameters.solver() == ExplicitMfParameters.Solver.GIBBS;
    this.noiseShape = parameters.noiseShape();
  }

  /**
   * Folds in the user who gave these ratings.
   *
   * @param items distinct item indices
   * @param ratings the rating of each by every aspect, in units of the {@link RatingScale}, [n, K];
   *     NaN for an aspect that is not known, which the last always is
   */
  FoldedUser foldIn(int[] items, float[] ratings) {
    int n = samples.dimensions();
    NormalEquations equations = new NormalEquations(linearAlgebra, n);
    RowPosterior posterior = new RowPosterior(linearAlgebra, n);
    float[] means = new float[samples.count() * n];
    float[] factors = new float[samples.count() * n * n];
    float[] precisions = new float[samples.count()];
    int aspects = samples.aspects();
    int[] known = new int[items.length];
    Arrays.setAll(known, p -> KnownAspects.mask(ratings, p * aspects, aspects));
    double own = 1;
    for (int sample = 0; sample < samples.count(); sample++) {
      Response response = samples.responses().get(sample);
      equations.clear();
      for (int p = 0; p < items.length; p++) {
        int offset = samples.offset(items[p], sample);
        response
            .known(known[p])
            .addTo(equations, samples.vectors(), offset, ratings, p * aspects, 1f);
      }
      if (ownNoise && items.length > 0) {
        own = conditionWithOwnNoise(sample, equations, posterior, own);
      } else {
        posterior.condition(samples.userPriors().get(sample), response.noisePrecision(), equations);
      }
      posterior.mean(means, sample * n);
      posterior.factor(factors, sample * n * n);
      precisions[sample] = (float) (own * response.noisePrecision());
    }
    return new FoldedUser(means, factors, precisions);
  }

  /** Conditions on the expected noise precision of this user, τ, and returns it. */
  private double conditionWithOwnNoise(
      int sample, NormalEquations equations, RowPosterior posterior, double begin) {
    GaussianPrior prior = samples.userPriors().get(sample);
    float noise = samples.responses().get(sample).noisePrecision();
    double own = begin;
    for (int iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
      double error = posterior.conditionWithError(prior, (float) (noise * own), equations);
      double next = (noiseShape + equations.count() / 2.0) / (noiseShape + noise * error / 2);
      if (Math.abs(next - own) <= TOLERANCE * own) {
        break;
      }
      own = next;
    }
    return own;
  }
}
