package io.holdfast.core.model.als;

import io.holdfast.core.linalg.LinearAlgebra;
import io.holdfast.core.parallel.ParallelLoop;
import java.util.Arrays;

/**
 * The half-step by conjugate gradients: a few steps for every row, from where the row stands
 * (Takács, Pilászy and Tikk 2011, "Applications of the conjugate gradient method for implicit
 * feedback collaborative filtering", algorithm 2, there with a diagonal preconditioner).
 *
 * <p><b>Preconditioner.</b> Ours is what all rows share, A₀ = gHᵀH + ρ·1 with ρ the ridge of a row
 * of average length: the equations of a row differ from it by the row's own entries only, (A₀ + δ·1
 * + XᵀX) w = Xᵀτ with X and τ of {@link ScaledRows} and δ the row's ridge less ρ. With z = A₀⁻¹r
 * the search direction p has A₀p_k = r_k + β A₀p_{k−1}, so that no product with A₀ is needed after
 * the first residual.
 *
 * <p><b>Level 3.</b> Rows go in blocks: residuals R and directions Z are matrices, R = −W·A₀ and Z
 * = R·A₀⁻¹ one {@code gemm} a step for the whole block. What is a row's own, X p and Xᵀ(X p), runs
 * on the block's gathered factors, which stay in the cache over the steps.
 *
 * <p>A row of more than {@link #longRow} entries is solved exactly: its d³ is small beside its
 * steps. Cost: O(nnz·d + rows·d²) a step, O(d³) once. Memory O(d² + {@value #BLOCK_FLOATS}) a
 * thread. With exact arithmetic no step raises the objective; ours is float32.
 */
final class ConjugateGradients implements HalfStep {

  private static final int BLOCK_FLOATS = 1 << 17;
  private static final int BLOCK_ROWS = 64;
  private static final int LONG = 4;

  private final LinearAlgebra linearAlgebra;
  private final ParallelLoop loop;
  private final AlsParameters parameters;
  private final int dimensions;
  private final Worker[] workers;

  ConjugateGradients(LinearAlgebra linearAlgebra, ParallelLoop loop, AlsParameters parameters) {
    this.linearAlgebra = linearAlgebra;
    this.loop = loop;
    this.parameters = parameters;
    this.dimensions = parameters.factors();
    this.workers = new Worker[loop.threads()];
    Arrays.setAll(workers, worker -> new Worker());
  }

  /** The most entries of a row that is not solved exactly. */
  static int longRow(int d) {
    return Math.min(LONG * d, Math.max(1, BLOCK_FLOATS / d));
  }

  @Override
  public void solve(Side side, Side fixed, float[] gramian) {
    int d = dimensions;
    int average = (int) Math.ceilDiv(side.observations().columns().length, side.rows());
    float shift = (float) parameters.ridge(average, fixed.rows());
    float[] shared = new float[d * d];
    float[] inverse = new float[d * d];
    for (int f = 0; f < d; f++) {
      for (int g = 0; g <= f; g++) {
        shared[f * d + g] = gramian[f * d + g];
        shared[g * d + f] = gramian[f * d + g];
      }
      shared[f * d + f] += shift;
      inverse[f * d + f] = 1;
    }
    linearAlgebra.posv(d, d, shared.clone(), 0, d, inverse, 0, d);
    HalfStepTask task = new HalfStepTask(side, fixed, gramian, shared, inverse, shift);
    loop.run(side.chunks(), (worker, from, to) -> workers[worker].solve(task, from, to));
  }

  /** What is fixed during a half-step. */
  @SuppressWarnings("ArrayRecordComponent") // Large arrays, never compared.
  private record HalfStepTask(
      Side side, Side fixed, float[] gramian, float[] shared, float[] inverse, float shift) {

    Observations observations() {
      return side.observations();
    }
  }

  /** A thread's buffers. Matrices of the block are float32 [rows, d]. */
  private final class Worker {

    private final int longest = longRow(dimensions);
    private final ScaledRows scaled =
        new ScaledRows(
            parameters.weighting(), dimensions, Math.max(longest, BLOCK_FLOATS / dimensions));
    private final float[] products = new float[longest];
    private final float[] residuals = new float[BLOCK_ROWS * dimensions];
    private final float[] preconditioned = new float[BLOCK_ROWS * dimensions];
    private final float[] directions = new float[BLOCK_ROWS * dimensions];
    private final float[] sharedProducts = new float[BLOCK_ROWS * dimensions];
    private final float[] image = new float[dimensions];
    private final float[] squares = new float[BLOCK_ROWS];
    private final RowSolver exact =
        new RowSolver(linearAlgebra, parameters.weighting(), dimensions, Integer.MAX_VALUE);

    void solve(HalfStepTask task, int from, int to) {
      Observations observations = task.observations();
      int row = from;
      while (row < to) {
        if (observations.length(row) > longest) {
          exact.solve(
              task.fixed().factors(),
              task.gramian(),
              observations,
              row,
              ridge(task, row),
              task.side().factors(),
              row * dimensions);
          row++;
          continue;
        }
        int first = row;
        int entries = 0;
        while (row < to
            && row - first < BLOCK_ROWS
            && observations.length(row) <= longest
            && entries + observations.length(row) <= scaled.capacity()) {
          entries += observations.length(row++);
        }
        scaled.gather(
            task.fixed().factors(), observations, observations.starts()[first], entries, 0);
        solveBlock(task, first, row - first);
      }
    }

    private void solveBlock(HalfStepTask task, int first, int rows) {
      int d = dimensions;
      float[] w = task.side().factors();
      linearAlgebra.gemm(
          false, false, rows, d, d, -1f, w, first * d, d, task.shared(), 0, d, 0f, residuals, 0, d);
      for (int r = 0; r < rows; r++) {
        firstResidual(task, first, first + r, r * d);
      }
      for (int step = 0; step < parameters.steps(); step++) {
        linearAlgebra.gemm(
            false,
            false,
            rows,
            d,
            d,
            1f,
            residuals,
            0,
            d,
            task.inverse(),
            0,
            d,
            0f,
            preconditioned,
            0,
            d);
        for (int r = 0; r < rows; r++) {
          if (task.observations().length(first + r) > 0) {
            turn(r, step == 0);
            advance(task, first, first + r, r);
          }
        }
      }
    }

    /** r := Xᵀ(τ − Xw) − A₀w − δw, where −A₀w is already there. */
    private void firstResidual(HalfStepTask task, int first, int row, int at) {
      int d = dimensions;
      float[] w = task.side().factors();
      Observations observations = task.observations();
      int entries = observations.length(row);
      if (entries == 0) {
        Arrays.fill(w, row * d, row * d + d, 0f);
        Arrays.fill(residuals, at, at + d, 0f);
        return;
      }
      int place = observations.starts()[row] - observations.starts()[first];
      System.arraycopy(scaled.targets(), place, products, 0, entries);
      linearAlgebra.gemv(
          false, entries, d, -1f, scaled.x(), place * d, d, w, row * d, 1f, products, 0);
      linearAlgebra.gemv(
          true, entries, d, 1f, scaled.x(), place * d, d, products, 0, 1f, residuals, at);
      float delta = ridge(task, row) - task.shift();
      for (int f = 0; f < d; f++) {
        residuals[at + f] -= delta * w[row * d + f];
      }
    }

    /** p := z + β p and A₀p := r + β A₀p. */
    private void turn(int r, boolean firstStep) {
      int d = dimensions;
      int at = r * d;
      float square = linearAlgebra.dot(d, residuals, at, preconditioned, at);
      if (firstStep) {
        System.arraycopy(preconditioned, at, directions, at, d);
        System.arraycopy(residuals, at, sharedProducts, at, d);
      } else {
        float beta = squares[r] > 0 ? square / squares[r] : 0;
        for (int f = 0; f < d; f++) {
          directions[at + f] = preconditioned[at + f] + beta * directions[at + f];
          sharedProducts[at + f] = residuals[at + f] + beta * sharedProducts[at + f];
        }
      }
      squares[r] = square;
    }

    /** w := w + αp and r := r − αAp, α = r·z / p·Ap. */
    private void advance(HalfStepTask task, int first, int row, int r) {
      int d = dimensions;
      int at = r * d;
      Observations observations = task.observations();
      int entries = observations.length(row);
      int place = (observations.starts()[row] - observations.starts()[first]) * d;
      float delta = ridge(task, row) - task.shift();
      for (int f = 0; f < d; f++) {
        image[f] = sharedProducts[at + f] + delta * directions[at + f];
      }
      linearAlgebra.gemv(
          false, entries, d, 1f, scaled.x(), place, d, directions, at, 0f, products, 0);
      linearAlgebra.gemv(true, entries, d, 1f, scaled.x(), place, d, products, 0, 1f, image, 0);
      float curvature = linearAlgebra.dot(d, directions, at, image, 0);
      if (!(curvature > 0)) {
        return; // The row is solved: its residual is zero.
      }
      float length = squares[r] / curvature;
      float[] w = task.side().factors();
      for (int f = 0; f < d; f++) {
        w[row * d + f] += length * directions[at + f];
        residuals[at + f] -= length * image[f];
      }
    }

    private float ridge(HalfStepTask task, int row) {
      return (float) parameters.ridge(task.observations().length(row), task.fixed().rows());
    }
  }
}
