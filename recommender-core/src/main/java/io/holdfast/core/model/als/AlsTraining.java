package io.holdfast.core.model.als;

import io.holdfast.core.data.InteractionMatrix;
import io.holdfast.core.model.TrainingContext;
import io.holdfast.core.parallel.CostPartition;
import io.holdfast.core.parallel.ParallelLoop;
import java.util.SplittableRandom;

/**
 * Alternating least squares in progress: both factor matrices and the steps that improve them.
 *
 * <p>Minimises (Rendle et al. 2022, arXiv 2110.14037, eq. 2 with the penalty of eq. 9)
 *
 * <pre>
 * Σ_{(u,i)∈S} (ŷ−1)² + α₀ Σ_u Σ_i ŷ²
 *   + λ [ Σ_u (|I_u| + α₀|I|)^ν ‖w_u‖² + Σ_i (|U_i| + α₀|U|)^ν ‖h_i‖² ],   ŷ = w_u·h_i
 * </pre>
 *
 * <p>A half-step solves every row of one side exactly, so it never raises the objective but for
 * rounding. Rows are independent and each is solved in a fixed order of additions: the same seed
 * gives the same factors with any number of threads.
 *
 * <p>Cost of an epoch: O(nnz·d² + r·d³), r being the rows of more than d/4 entries (see {@link
 * ShortRows}). Memory: (users + items)·d floats, the transposed matrix, and O(d²) a thread.
 */
final class AlsTraining implements AutoCloseable {

  private static final int CHUNKS_PER_THREAD = 32;

  private final AlsParameters parameters;
  private final TrainingContext context;
  private final ParallelLoop loop;
  private final RowSolver[] solvers;
  private final Side users;
  private final Side items;

  /** One side of the factorization: its factors, and for each row the other side's rows. */
  @SuppressWarnings("ArrayRecordComponent") // Large arrays, never compared.
  private record Side(float[] factors, int rows, int[] starts, int[] columns, int[] chunks) {}

  AlsTraining(InteractionMatrix data, AlsParameters parameters, TrainingContext context) {
    int d = parameters.factors();
    requireAddressable(data.rows(), d);
    requireAddressable(data.columns(), d);
    this.parameters = parameters;
    this.context = context;
    this.loop = new ParallelLoop(context.threads());
    this.solvers = new RowSolver[context.threads()];
    for (int worker = 0; worker < solvers.length; worker++) {
      solvers[worker] = new RowSolver(context.linearAlgebra(), d, Integer.MAX_VALUE);
    }
    this.users = side(data.rows(), data.rowStarts(), data.itemArray());
    InteractionMatrix.ItemColumns columns = data.byItem();
    this.items = side(data.columns(), columns.starts(), columns.users());
    initialize();
  }

  /** Solves all users with the items fixed. */
  void solveUsers() {
    solve(users, items);
  }

  /** Solves all items with the users fixed. */
  void solveItems() {
    solve(items, users);
  }

  /** w, float32 [users, d]. */
  float[] userFactors() {
    return users.factors();
  }

  /** h, float32 [items, d]. */
  float[] itemFactors() {
    return items.factors();
  }

  /** α₀HᵀH, the lower triangle. */
  float[] itemGramian() {
    return gramian(items);
  }

  /** The objective at the current factors, added up in double. */
  double objective() {
    int d = parameters.factors();
    double observed = 0;
    for (int u = 0; u < users.rows(); u++) {
      for (int p = users.starts()[u]; p < users.starts()[u + 1]; p++) {
        double score = 0;
        for (int f = 0; f < d; f++) {
          score +=
              (double) users.factors()[u * d + f] * items.factors()[users.columns()[p] * d + f];
        }
        observed += (score - 1) * (score - 1);
      }
    }
    return observed
        + parameters.unobservedWeight() * sumOfSquaredScores()
        + penalty(users, items.rows())
        + penalty(items, users.rows());
  }

  @Override
  public void close() {
    loop.close();
  }

  private void initialize() {
    SplittableRandom random = new SplittableRandom(context.seed());
    double deviation = parameters.initialScale() / Math.sqrt(parameters.factors());
    for (int f = 0; f < items.factors().length; f++) {
      items.factors()[f] = (float) (deviation * random.nextGaussian());
    }
    for (int f = 0; f < users.factors().length; f++) {
      users.factors()[f] = (float) (deviation * random.nextGaussian());
    }
  }

  private Side side(int rows, int[] starts, int[] columns) {
    int d = parameters.factors();
    // A long row's factorization costs as much as some d/8 of its entries, a short row's little.
    int[] chunks =
        CostPartition.byEntries(starts, 1 + d / 32, context.threads() * CHUNKS_PER_THREAD);
    return new Side(new float[rows * d], rows, starts, columns, chunks);
  }

  private void solve(Side side, Side fixed) {
    int d = parameters.factors();
    float[] gramian = gramian(fixed);
    ShortRows shortRows =
        ShortRows.of(
            context.linearAlgebra(),
            loop,
            gramian,
            d,
            side.starts(),
            entries -> parameters.ridge(entries, fixed.rows()));
    loop.run(
        side.chunks(),
        (worker, from, to) -> {
          for (int row = from; row < to; row++) {
            int start = side.starts()[row];
            int end = side.starts()[row + 1];
            float[] inverse = shortRows.inverse(end - start);
            if (inverse != null) {
              solvers[worker].solveShort(
                  fixed.factors(), inverse, side.columns(), start, end, side.factors(), row * d);
            } else {
              solvers[worker].solve(
                  fixed.factors(),
                  gramian,
                  side.columns(),
                  start,
                  end,
                  parameters.ridge(end - start, fixed.rows()),
                  side.factors(),
                  row * d);
            }
          }
        });
  }

  private float[] gramian(Side side) {
    return Gramian.of(
        context.linearAlgebra(),
        loop,
        side.factors(),
        side.rows(),
        parameters.factors(),
        parameters.unobservedWeight());
  }

  /** Σ_u Σ_i ŷ² = Σ over cells of (WᵀW ∘ HᵀH), without forming ŷ. */
  private double sumOfSquaredScores() {
    int d = parameters.factors();
    double sum = 0;
    for (int f = 0; f < d; f++) {
      for (int g = 0; g < d; g++) {
        sum += crossProduct(users, f, g) * crossProduct(items, f, g);
      }
    }
    return sum;
  }

  private double crossProduct(Side side, int f, int g) {
    int d = parameters.factors();
    double sum = 0;
    for (int row = 0; row < side.rows(); row++) {
      sum += (double) side.factors()[row * d + f] * side.factors()[row * d + g];
    }
    return sum;
  }

  private double penalty(Side side, int otherSide) {
    int d = parameters.factors();
    double sum = 0;
    for (int row = 0; row < side.rows(); row++) {
      double norm = 0;
      for (int f = 0; f < d; f++) {
        norm += (double) side.factors()[row * d + f] * side.factors()[row * d + f];
      }
      sum += parameters.ridge(side.starts()[row + 1] - side.starts()[row], otherSide) * norm;
    }
    return sum;
  }

  private static void requireAddressable(int rows, int d) {
    if ((long) rows * d > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          rows + " rows of " + d + " factors do not fit an array; take fewer factors");
    }
  }
}
