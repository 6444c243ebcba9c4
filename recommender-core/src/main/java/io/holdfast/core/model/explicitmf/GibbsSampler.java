package io.holdfast.core.model.explicitmf;

import io.holdfast.core.model.TrainingContext;
import java.util.Arrays;
import java.util.SplittableRandom;

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
 * The bias is a component of a user's or an item's vector, whose counterpart on the other side is
 * the constant 1, so a vector is drawn at once from its conditional distribution ({@link
 * RowPosterior}). A sweep draws (m_V, Λ_V), all items, (m_U, Λ_U), all users, α, and all τ_u.
 *
 * <p>Each row draws from its own generator, seeded by the half-step and the row, so a seed gives
 * the same samples with any number of threads. A sweep costs O(nnz·D² + (users + items)·D³), D = d
 * + 1; memory is (users + items)·D floats beside the ratings.
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
  private final float[] userVectors;
  private final float[] itemVectors;
  private final float[] userPrecisions;
  private final double[] userErrors;
  private float noisePrecision = INITIAL_NOISE_PRECISION;
  private float noisePrecisionOfUsers;
  private GaussianPrior userPrior;

  GibbsSampler(
      RatedRows users, RatedRows items, ExplicitMfParameters parameters, TrainingContext context) {
    this.users = users;
    this.items = items;
    this.dimensions = parameters.dimensions();
    this.userNoiseShape = parameters.noiseShape();
    this.random = new SplittableRandom(context.seed());
    this.userVectors = InitialVectors.draw(users.rows(), dimensions, random);
    this.itemVectors = InitialVectors.draw(items.rows(), dimensions, random);
    this.userPrecisions = new float[users.rows()];
    this.userErrors = new double[users.rows()];
    this.userPrior = GaussianPrior.ridge(parameters.factors(), 1, 1);
    Arrays.fill(userPrecisions, 1f);
    this.halfStep = new HalfStep(context.linearAlgebra(), dimensions, context.threads());
  }

  /** Draws everything once. */
  void sweep() {
    drawItems(NormalWishart.sample(itemVectors, items.rows(), dimensions, random));
    userPrior = NormalWishart.sample(userVectors, users.rows(), dimensions, random);
    noisePrecisionOfUsers = noisePrecision;
    drawUsers();
    drawNoise();
  }

  /** (q_i, b_i) of the last sweep, float32 [items, D]; overwritten by the next. */
  float[] itemVectors() {
    return itemVectors;
  }

  /** N(m_U, Λ_U⁻¹), from which the last sweep drew users. */
  GaussianPrior userPrior() {
    return userPrior;
  }

  /** α, with which the last sweep drew users. */
  float noisePrecision() {
    return noisePrecisionOfUsers;
  }

  @Override
  public void close() {
    halfStep.close();
  }

  private void drawItems(GaussianPrior prior) {
    long seed = random.nextLong();
    halfStep.run(
        items,
        userVectors,
        userPrecisions,
        (item, equations, posterior) -> {
          posterior.condition(prior, noisePrecision, equations);
          posterior.sample(generator(seed, item), itemVectors, item * dimensions);
        });
  }

  private void drawUsers() {
    long seed = random.nextLong();
    halfStep.run(
        users,
        itemVectors,
        null,
        (user, equations, posterior) -> {
          posterior.condition(userPrior, noisePrecision * userPrecisions[user], equations);
          posterior.sample(generator(seed, user), userVectors, user * dimensions);
          userErrors[user] = equations.squaredError(userVectors, user * dimensions);
        });
  }

  private void drawNoise() {
    double error = 0;
    for (int user = 0; user < userErrors.length; user++) {
      error += userPrecisions[user] * userErrors[user];
    }
    noisePrecision =
        (float)
            (Gamma.sample(NOISE_SHAPE + users.ratings().length / 2.0, random)
                / (NOISE_RATE + error / 2));
    for (int user = 0; user < userErrors.length; user++) {
      int ratings = users.starts()[user + 1] - users.starts()[user];
      userPrecisions[user] =
          (float)
              (Gamma.sample(userNoiseShape + ratings / 2.0, random)
                  / (userNoiseShape + noisePrecision * userErrors[user] / 2));
    }
  }

  private static SplittableRandom generator(long seed, int row) {
    return new SplittableRandom(seed + row);
  }
}
