package io.holdfast.core.model.explicitmf;

import io.holdfast.core.model.TrainingContext;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Gibbs sampling of Bayesian probabilistic matrix factorization (Salakhutdinov &amp; Mnih,
 * "Bayesian probabilistic matrix factorization using Markov chain Monte Carlo", ICML 2008, section
 * 3.3) with biases and with noise that differs between users (Lakshminarayanan, Bouchard &amp;
 * Archambeau, "Robust Bayesian matrix factorisation", AISTATS 2011).
 *
 * <p>In units of the {@link RatingScale}, the model is
 *
 * <pre>
 * r_ui ~ N(b_u + b_i + p_u·q_i, (α τ_u)⁻¹)
 * (p_u, b_u) ~ N(m_U, Λ_U⁻¹),  (q_i, b_i) ~ N(m_V, Λ_V⁻¹),  each (m, Λ) ~ {@link NormalWishart}
 * τ_u ~ Gamma(a, a),  α ~ Gamma(1, ½)   (shape, rate)
 * </pre>
 *
 * With criteria there is a bias for each aspect, and {@link Response} in the place of the first
 * line. A bias is a component of a user's or an item's vector, whose counterpart on the other side
 * is the constant 1, so a vector is drawn at once from its conditional distribution ({@link
 * RowPosterior}). A sweep draws (m_V, Λ_V), all items, (m_U, Λ_U), all users, α (with criteria: all
 * of {@link ResponseSampler}), and all τ_u.
 *
 * <p>Each row draws from its own generator, seeded by the half-step and the row, so a seed gives
 * the same samples with any number of threads. A sweep costs O(nnz·K·D² + (users + items)·D³), D =
 * d + K; memory is (users + items)·D floats beside the ratings.
 */
final class GibbsSampler implements AutoCloseable {

  private static final double NOISE_SHAPE = 1;
  private static final double NOISE_RATE = 0.5;
  private static final float INITIAL_NOISE_PRECISION = 2;

  private final RatedRows users;
  private final RatedRows items;
  private final int dimensions;
  private final double userNoiseShape;
  private final SplittableRandom random;
  private final HalfStep halfStep;
  private final @Nullable ResponseSampler responseSampler;
  private final float[] userVectors;
  private final float[] itemVectors;
  private final float[] userPrecisions;
  private final double[] userErrors;
  private Response response;
  private Response responseOfUsers;
  private GaussianPrior userPrior;

  GibbsSampler(
      RatedRows users, RatedRows items, ExplicitMfParameters parameters, TrainingContext context) {
    this.users = users;
    this.items = items;
    int factors = parameters.factors();
    this.response = Response.unrelated(factors, users.aspects(), INITIAL_NOISE_PRECISION);
    this.responseOfUsers = response;
    this.dimensions = response.dimensions();
    this.userNoiseShape = parameters.noiseShape();
    this.random = new SplittableRandom(context.seed());
    this.userVectors = InitialVectors.draw(users.rows(), factors, dimensions, random);
    this.itemVectors = InitialVectors.draw(items.rows(), factors, dimensions, random);
    this.userPrecisions = new float[users.rows()];
    this.userErrors = new double[users.rows()];
    this.userPrior = GaussianPrior.ridge(factors, users.aspects(), 1, 1);
    Arrays.fill(userPrecisions, 1f);
    this.halfStep = new HalfStep(context.linearAlgebra(), dimensions, context.threads());
    this.responseSampler =
        users.aspects() == 1 ? null : new ResponseSampler(users, factors, context);
  }

  /** Draws everything once. */
  void sweep() {
    drawItems(NormalWishart.sample(itemVectors, items.rows(), dimensions, random));
    userPrior = NormalWishart.sample(userVectors, users.rows(), dimensions, random);
    responseOfUsers = response;
    drawUsers();
    response = responseSampler == null ? drawNoise() : drawResponse(responseSampler);
    drawUserPrecisions();
  }

  /** (q_i, b_i) of the last sweep, float32 [items, D]; overwritten by the next. */
  float[] itemVectors() {
    return itemVectors;
  }

  /** N(m_U, Λ_U⁻¹), from which the last sweep drew users. */
  GaussianPrior userPrior() {
    return userPrior;
  }

  /** The response with which the last sweep drew users. */
  Response response() {
    return responseOfUsers;
  }

  @Override
  public void close() {
    halfStep.close();
    if (responseSampler != null) {
      responseSampler.close();
    }
  }

  private void drawItems(GaussianPrior prior) {
    long seed = random.nextLong();
    halfStep.run(
        items,
        userVectors,
        response,
        userPrecisions,
        (item, equations, posterior) -> {
          posterior.condition(prior, response.noisePrecision(), equations);
          posterior.sample(generator(seed, item), itemVectors, item * dimensions);
        });
  }

  private void drawUsers() {
    long seed = random.nextLong();
    halfStep.run(
        users,
        itemVectors,
        response,
        null,
        (user, equations, posterior) -> {
          float precision = response.noisePrecision() * userPrecisions[user];
          posterior.condition(userPrior, precision, equations);
          posterior.sample(generator(seed, user), userVectors, user * dimensions);
          userErrors[user] = equations.squaredError(userVectors, user * dimensions);
        });
  }

  private Response drawNoise() {
    double error = 0;
    for (int user = 0; user < userErrors.length; user++) {
      error += userPrecisions[user] * userErrors[user];
    }
    double precision =
        Gamma.sample(NOISE_SHAPE + users.ratings().length / 2.0, random) / (NOISE_RATE + error / 2);
    return Response.ofOverall(response.factors(), (float) precision);
  }

  private Response drawResponse(ResponseSampler sampler) {
    return sampler.draw(response, userVectors, itemVectors, userPrecisions, userErrors, random);
  }

  private void drawUserPrecisions() {
    for (int user = 0; user < userErrors.length; user++) {
      int ratings = users.aspects() * (users.starts()[user + 1] - users.starts()[user]);
      userPrecisions[user] =
          (float)
              (Gamma.sample(userNoiseShape + ratings / 2.0, random)
                  / (userNoiseShape + response.noisePrecision() * userErrors[user] / 2));
    }
  }

  private static SplittableRandom generator(long seed, int row) {
    return new SplittableRandom(seed + row);
  }
}
