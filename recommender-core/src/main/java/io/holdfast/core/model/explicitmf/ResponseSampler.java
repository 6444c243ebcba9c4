package io.holdfast.core.model.explicitmf;

import io.holdfast.core.linalg.LinearAlgebra;
import io.holdfast.core.model.TrainingContext;
import io.holdfast.core.parallel.CostPartition;
import io.holdfast.core.parallel.ParallelLoop;
import java.util.SplittableRandom;

/**
 * Draws the {@link Response} given all vectors: for each aspect k the Bayesian linear regression of
 * r_k − b_u^k − b_i^k on (p_u∘q_i, r_1, …, r_{k−1}), weighted by τ_u, with
 *
 * <pre>
 * (t_k, w_k) ~ N(0, I),   α_k ~ Gamma(1, ½)   (shape, rate)
 * </pre>
 *
 * Ratings by criteria that are not known are first drawn from their distribution given those that
 * are, and forgotten again after: vectors are drawn with the unknown integrated out, which is a
 * partially collapsed sampler in an order that leaves the posterior as it is (van Dyk &amp; Park,
 * "Partially collapsed Gibbs samplers: theory and methods", Journal of the American Statistical
 * Association 103(482), 2008).
 *
 * <p>A draw is O(nnz·K·(d + K)²). The same for any number of threads. Used from one thread at a
 * time.
 */
final class ResponseSampler implements AutoCloseable {

  private static final double NOISE_SHAPE = 1;
  private static final double NOISE_RATE = 0.5;

  /** A standard deviation of a hundredth of the ratings' own is below what a scale resolves. */
  private static final double MOST_PRECISION = 1e4;

  private final RatedRows users;
  private final int factors;
  private final int aspects;
  private final LinearAlgebra linearAlgebra;
  private final ParallelLoop loop;
  private final float[] completed;
  private final float[] factorWeights;
  private final float[] regression;
  private final float[] precisions;

  ResponseSampler(RatedRows users, int factors, TrainingContext context) {
    this.users = users;
    this.factors = factors;
    this.aspects = users.aspects();
    this.linearAlgebra = context.linearAlgebra();
    this.loop = new ParallelLoop(context.threads());
    this.completed = new float[users.ratings().length];
    this.factorWeights = new float[aspects * factors];
    this.regression = new float[aspects * aspects];
    this.precisions = new float[aspects];
  }

  /**
   * Draws the next response.
   *
   * @param userVectors (p_u, b_u), float32 [users, D]
   * @param itemVectors (q_i, b_i), float32 [items, D]
   * @param userPrecisions τ, float32 [users]
   * @param userErrors set to each user's Σ_k ε_k² / v_k, with v_k as in {@link Response#variance}
   */
  Response draw(
      Response current,
      float[] userVectors,
      float[] itemVectors,
      float[] userPrecisions,
      double[] userErrors,
      SplittableRandom random) {
    long completing = random.nextLong();
    long regressing = random.nextLong();
    complete(current, userVectors, itemVectors, userPrecisions, completing);
    loop.run(
        CostPartition.even(aspects, 1),
        (worker, from, to) -> {
          for (int aspect = from; aspect < to; aspect++) {
            SplittableRandom own = new SplittableRandom(regressing + aspect);
            regress(aspect, current, userVectors, itemVectors, userPrecisions, own);
          }
        });
    Response next =
        new Response(factors, factorWeights.clone(), regression.clone(), precisions.clone());
    sumErrors(next, userVectors, itemVectors, userErrors);
    return next;
  }

  @Override
  public void close() {
    loop.close();
  }

  private void complete(
      Response response,
      float[] userVectors,
      float[] itemVectors,
      float[] userPrecisions,
      long seed) {
    System.arraycopy(users.ratings(), 0, completed, 0, completed.length);
    loop.run(
        users.chunks(),
        (worker, from, to) -> {
          double[] means = new double[aspects];
          for (int user = from; user < to; user++) {
            SplittableRandom random = new SplittableRandom(seed + user);
            double deviation =
                1 / Math.sqrt((double) response.noisePrecision() * userPrecisions[user]);
            for (int p = users.starts()[user]; p < users.starts()[user + 1]; p++) {
              KnownAspects known = response.known(users.known(p));
              if (!known.isAll()) {
                means(response, userVectors, user, itemVectors, users.columns()[p], means);
                known.complete(response, means, deviation, completed, p * aspects, random);
              }
            }
          }
        });
  }

  /** Draws row k of t and W, and α_k. */
  private void regress(
      int aspect,
      Response current,
      float[] userVectors,
      float[] itemVectors,
      float[] userPrecisions,
      SplittableRandom random) {
    int stride = factors + aspects;
    int n = factors + aspect;
    NormalEquations equations = new NormalEquations(linearAlgebra, n);
    for (int user = 0; user < users.rows(); user++) {
      float root = (float) Math.sqrt(userPrecisions[user]);
      int u = user * stride;
      for (int p = users.starts()[user]; p < users.starts()[user + 1]; p++) {
        int i = users.columns()[p] * stride;
        int start = equations.beginRow();
        float[] design = equations.design();
        for (int f = 0; f < factors; f++) {
          design[start + f] = root * userVectors[u + f] * itemVectors[i + f];
        }
        for (int j = 0; j < aspect; j++) {
          design[start + factors + j] = root * completed[p * aspects + j];
        }
        int bias = factors + aspect;
        float rest =
            completed[p * aspects + aspect] - userVectors[u + bias] - itemVectors[i + bias];
        equations.endRow(root * rest);
      }
    }
    float[] drawn = new float[n];
    if (n > 0) {
      RowPosterior posterior = new RowPosterior(linearAlgebra, n);
      posterior.condition(GaussianPrior.ridge(n, 0, 1, 1), current.precisions()[aspect], equations);
      posterior.sample(random, drawn, 0);
    }
    double error = equations.squaredError(drawn, 0);
    double precision =
        Gamma.sample(NOISE_SHAPE + users.columns().length / 2.0, random) / (NOISE_RATE + error / 2);
    precisions[aspect] = (float) Math.min(precision, MOST_PRECISION);
    System.arraycopy(drawn, 0, factorWeights, aspect * factors, factors);
    System.arraycopy(drawn, factors, regression, aspect * aspects, aspect);
  }

  private void sumErrors(
      Response response, float[] userVectors, float[] itemVectors, double[] userErrors) {
    loop.run(
        users.chunks(),
        (worker, from, to) -> {
          double[] means = new double[aspects];
          for (int user = from; user < to; user++) {
            double sum = 0;
            for (int p = users.starts()[user]; p < users.starts()[user + 1]; p++) {
              means(response, userVectors, user, itemVectors, users.columns()[p], means);
              for (int k = 0; k < aspects; k++) {
                double noise = completed[p * aspects + k] - means[k];
                for (int j = 0; j < k; j++) {
                  noise -= (double) regression[k * aspects + j] * completed[p * aspects + j];
                }
                sum += noise * noise / response.variance(k);
              }
            }
            userErrors[user] = sum;
          }
        });
  }

  /** Writes m, what each aspect has without the ratings before. */
  private static void means(
      Response response,
      float[] userVectors,
      int user,
      float[] itemVectors,
      int item,
      double[] means) {
    int factors = response.factors();
    int u = user * response.dimensions();
    int i = item * response.dimensions();
    for (int k = 0; k < means.length; k++) {
      double sum = (double) userVectors[u + factors + k] + itemVectors[i + factors + k];
      for (int f = 0; f < factors; f++) {
        sum +=
            (double) response.factorWeights()[k * factors + f]
                * userVectors[u + f]
                * itemVectors[i + f];
      }
      means[k] = sum;
    }
  }
}
