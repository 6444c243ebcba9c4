package io.holdfast.core.model.bpr;

import io.holdfast.core.data.InteractionMatrix;
import io.holdfast.core.model.TrainingContext;
import io.holdfast.core.parallel.CostPartition;
import io.holdfast.core.parallel.ParallelLoop;
import java.util.SplittableRandom;

/**
 * Bayesian personalized ranking in progress: the factors and the epochs that improve them.
 *
 * <p>Maximises BPR-Opt (Rendle, Freudenthaler, Gantner &amp; Schmidt-Thieme 2009, section 4.1) with
 * the matrix factorization of section 4.3.1 and item biases,
 *
 * <pre>
 * Σ_{(u,i,j)∈D_S} ln σ(x̂_uij) − λ_Θ ‖Θ‖²,   x̂_uij = w_u·(h_i − h_j) + b_i − b_j
 * </pre>
 *
 * by LearnBPR (figure 4): a triple (u, i, j) is drawn with replacement, i among the interactions of
 * u, j among the items that u has not met, and with g = σ(−x̂_uij)
 *
 * <pre>
 * w_u += η (g (h_i − h_j) − λ w_u)
 * h_i += η (g w_u − λ h_i)        b_i += η (g − λ_b b_i)
 * h_j += η (−g w_u − λ h_j)       b_j += η (−g − λ_b b_j)
 * </pre>
 *
 * where w_u on the right is the one before the step. An epoch draws as many triples as there are
 * interactions. η falls in a straight line over training, to {@value #LAST_STEP} of itself, so that
 * the last epochs settle.
 *
 * <p><b>Threads.</b> Stochastic gradient descent by strata (Gemulla, Nijkamp, Haas &amp; Sismanis
 * 2011, section 4): {@link Strata} cuts users and items into B blocks each, the items anew for
 * every epoch; B cells of which no two share users or items are worked on at once, each with its
 * own random numbers, and the next B follow when all are done. So the factors do not depend on the
 * number of threads, of which at most B help. Both items of a triple are of one block; as blocks
 * are drawn anew, over the epochs each item is as likely a negative as in LearnBPR.
 *
 * <p>An epoch is O(interactions · (d + log |I_u|)). Memory: (users + items)·d floats and some
 * integers an interaction. Not thread-safe.
 */
final class BprTraining implements AutoCloseable {

  private static final double LAST_STEP = 0.05;

  /** With so many draws in vain, the user has met nearly every item of the block. */
  private static final int DRAWS = 64;

  private final BprParameters parameters;
  private final long seed;
  private final ParallelLoop loop;
  private final MetItems met;
  private final Strata strata;
  private final int dimensions;
  private final float[] users;
  private final float[] items;

  BprTraining(InteractionMatrix data, BprParameters parameters, TrainingContext context) {
    this.parameters = parameters;
    this.seed = context.seed();
    this.dimensions = parameters.factors();
    requireAddressable(data.rows(), dimensions);
    requireAddressable(data.columns(), dimensions + 1);
    this.met = new MetItems(data);
    this.strata = new Strata(data, context.seed());
    this.users = new float[data.rows() * dimensions];
    this.items = new float[data.columns() * (dimensions + 1)];
    initialize();
    this.loop = new ParallelLoop(context.threads());
  }

  /** Draws as many triples as there are interactions. */
  void epoch(int epoch) {
    strata.draw(epoch, loop);
    float step = step(epoch);
    for (int stratum = 0; stratum < strata.count(); stratum++) {
      int shift = stratum;
      loop.run(
          CostPartition.even(strata.userBlocks(), 1),
          (worker, block, end) -> cell(strata.cell(block, shift), step));
    }
  }

  /** w, float32 [users, d]. */
  float[] userFactors() {
    return users;
  }

  /** h with b in the last column, float32 [items, d + 1]. */
  float[] itemFactors() {
    return items;
  }

  @Override
  public void close() {
    loop.close();
  }

  private float step(int epoch) {
    double done = (epoch - 1.0) / parameters.epochs();
    return (float) (parameters.learningRate() * (1 - (1 - LAST_STEP) * done));
  }

  private void initialize() {
    SplittableRandom random = new SplittableRandom(seed);
    double deviation = parameters.initialScale() / Math.sqrt(dimensions);
    for (int at = 0; at < users.length; at++) {
      users[at] = (float) (deviation * random.nextGaussian());
    }
    for (int at = 0; at < items.length; at++) {
      boolean bias = at % (dimensions + 1) == dimensions;
      items[at] = bias ? 0 : (float) (deviation * random.nextGaussian());
    }
  }

  private void cell(Strata.Cell cell, float step) {
    for (int draw = 0; draw < cell.entries(); draw++) {
      int entry = cell.drawEntry();
      int user = met.user(entry);
      for (int tries = 0; tries < DRAWS; tries++) {
        int other = cell.drawItem();
        if (!met.contains(user, other)) {
          update(user, met.item(entry), other, step);
          break;
        }
      }
    }
  }

  private void update(int user, int item, int other, float step) {
    int d = dimensions;
    int u = user * d;
    int i = item * (d + 1);
    int j = other * (d + 1);
    float difference = items[i + d] - items[j + d];
    for (int f = 0; f < d; f++) {
      difference += users[u + f] * (items[i + f] - items[j + f]);
    }
    float gradient = (float) (1 / (1 + Math.exp(difference)));
    float shrink = (float) (step * parameters.regularization());
    float pull = step * gradient;
    for (int f = 0; f < d; f++) {
      float w = users[u + f];
      float hi = items[i + f];
      float hj = items[j + f];
      users[u + f] = w + pull * (hi - hj) - shrink * w;
      items[i + f] = hi + pull * w - shrink * hi;
      items[j + f] = hj - pull * w - shrink * hj;
    }
    float biasShrink = (float) (step * parameters.biasRegularization());
    items[i + d] += pull - biasShrink * items[i + d];
    items[j + d] += -pull - biasShrink * items[j + d];
  }

  private static void requireAddressable(int rows, int columns) {
    if ((long) rows * columns > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          rows + " rows of " + columns + " factors do not fit an array; take fewer factors");
    }
  }
}
