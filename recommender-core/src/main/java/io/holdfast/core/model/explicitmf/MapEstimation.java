package io.holdfast.core.model.explicitmf;

import io.holdfast.core.model.TrainingContext;
import java.util.SplittableRandom;

/**
 * The maximum a posteriori estimate under Gaussian priors, by alternating least squares (Zhou,
 * Wilkinson, Schreiber &amp; Pan, "Large-scale parallel collaborative filtering for the Netflix
 * prize", AAIM 2008, with biases). In units of the {@link RatingScale} it minimises
 *
 * <pre>
 * Σ_{(u,i)∈S} (r_ui − b_u − b_i − p_u·q_i)² + λ (Σ_u ‖p_u‖² + Σ_i ‖q_i‖²) + λ_b (Σ_u b_u² + Σ_i b_i²)
 * </pre>
 *
 * that is squared loss with an L2 penalty; λ is the ratio of noise variance to prior variance. A
 * half-step solves factor and bias of every row of one side exactly and together, so it never
 * raises the objective but for rounding. Deterministic for a seed, whatever the number of threads.
 * An epoch costs O(nnz·D² + (users + items)·D³).
 */
final class MapEstimation implements AutoCloseable {

  private final RatedRows users;
  private final RatedRows items;
  private final int dimensions;
  private final Response response;
  private final GaussianPrior prior;
  private final HalfStep halfStep;
  private final float[] userVectors;
  private final float[] itemVectors;

  MapEstimation(
      RatedRows users, RatedRows items, ExplicitMfParameters parameters, TrainingContext context) {
    this.users = users;
    this.items = items;
    this.response = response(parameters);
    this.dimensions = response.dimensions();
    this.prior = prior(parameters);
    SplittableRandom random = new SplittableRandom(context.seed());
    this.userVectors = InitialVectors.draw(users.rows(), parameters.factors(), dimensions, random);
    this.itemVectors = InitialVectors.draw(items.rows(), parameters.factors(), dimensions, random);
    this.halfStep = new HalfStep(context.linearAlgebra(), dimensions, context.threads());
  }

  /** The prior of both sides, its precision in units of the noise's. */
  static GaussianPrior prior(ExplicitMfParameters parameters) {
    return GaussianPrior.ridge(
        parameters.factors(), 1, parameters.regularization(), parameters.biasRegularization());
  }

  /** The overall rating alone, noise being the unit of the prior's precision. */
  static Response response(ExplicitMfParameters parameters) {
    return Response.ofOverall(parameters.factors(), 1f);
  }

  /** Solves all items with the users fixed. */
  void solveItems() {
    solve(items, itemVectors, userVectors);
  }

  /** Solves all users with the items fixed. */
  void solveUsers() {
    solve(users, userVectors, itemVectors);
  }

  /** (q_i, b_i), float32 [items, D]. */
  float[] itemVectors() {
    return itemVectors;
  }

  /** (p_u, b_u), float32 [users, D]. */
  float[] userVectors() {
    return userVectors;
  }

  /** The objective at the current vectors, added up in double. */
  double objective() {
    double sum = 0;
    int bias = dimensions - 1;
    for (int user = 0; user < users.rows(); user++) {
      int u = user * dimensions;
      for (int p = users.starts()[user]; p < users.starts()[user + 1]; p++) {
        int i = users.columns()[p] * dimensions;
        double error = (double) users.ratings()[p] - userVectors[u + bias] - itemVectors[i + bias];
        for (int f = 0; f < bias; f++) {
          error -= (double) userVectors[u + f] * itemVectors[i + f];
        }
        sum += error * error;
      }
      sum += prior.penalty(userVectors, u);
    }
    for (int item = 0; item < items.rows(); item++) {
      sum += prior.penalty(itemVectors, item * dimensions);
    }
    return sum;
  }

  @Override
  public void close() {
    halfStep.close();
  }

  private void solve(RatedRows side, float[] vectors, float[] others) {
    halfStep.run(
        side,
        others,
        response,
        null,
        (row, equations, posterior) -> {
          posterior.condition(prior, 1f, equations);
          posterior.mean(vectors, row * dimensions);
        });
  }
}
