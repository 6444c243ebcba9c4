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
 * = R·A₀⁻¹ one {@code gemm} a step for the whole block. What is a row's own is left to {@link
 * EntryProducts}.
 *
 * <p>Cost: O(nnz·d + rows·d²) a step, O(d³) once. Memory O(d²) a thread. With exact arithmetic no
 * step raises the objective; ours is float32.
 */
final class ConjugateGradients implements HalfStep {

  private static final int BLOCK_ROWS = 64;

  private final LinearAlgebra linearAlgebra;
  private final AlsParameters parameters;
  private final int dimensions;
  private final Worker[] workers;

  ConjugateGradients(LinearAlgebra linearAlgebra, int threads, AlsParameters parameters) {
    this.linearAlgebra = linearAlgebra;
    this.parameters = parameters;
    this.dimensions = parameters.factors();
    this.workers = new Worker[threads];
    Arrays.setAll(workers, worker -> new Worker());
  }

  @Override
  public ParallelLoop.Body prepare(Side side, Side fixed, float[] gramian) {
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
    Task task = new Task(side, fixed, shared, inverse, shift);
    return (worker, from, to) -> workers[worker].solve(task, from, to);
  }

  /** What is fixed during a half-step. */
  @SuppressWarnings("ArrayRecordComponent") // Large arrays, never compared.
  private record Task(Side side, Side fixed, float[] shared, float[] inverse, float shift) {}

  /** A thread's buffers. Matrices of the block are float32 [rows, d]. */
  private final class Worker {

    private final EntryProducts entries =
        new EntryProducts(linearAlgebra, parameters.weighting(), dimensions);
    private final float[] residuals = new float[BLOCK_ROWS * dimensions];
    private final float[] preconditioned = new float[BLOCK_ROWS * dimensions];
    private final float[] directions = new float[BLOCK_ROWS * dimensions];
    private final float[] sharedProducts = new float[BLOCK_ROWS * dimensions];
    private final float[] image = new float[dimensions];
    private final float[] deltas = new float[BLOCK_ROWS];
    private final float[] squares = new float[BLOCK_ROWS];

    void solve(Task task, int from, int to) {
      Observations observations = task.side().observations();
      for (int first = from; first < to; ) {
        int end =
            entries.load(
                task.fixed().factors(), observations, first, Math.min(to, first + BLOCK_ROWS));
        solveBlock(task, first, end - first);
        first = end;
      }
    }

    private void solveBlock(Task task, int first, int rows) {
      float[] w = task.side().factors();
      product(rows, -1f, w, first * dimensions, task.shared(), residuals);
      for (int r = 0; r < rows; r++) {
        begin(task, first + r, r);
      }
      for (int step = 0; step < parameters.steps(); step++) {
        product(rows, 1f, residuals, 0, task.inverse(), preconditioned);
        for (int r = 0; r < rows; r++) {
          if (task.side().observations().length(first + r) > 0) {
            turn(r, step == 0);
            advance(w, first + r, r);
          }
        }
      }
    }

    private void product(
        int rows, float scale, float[] a, int aOffset, float[] symmetric, float[] out) {
      int d = dimensions;
      linearAlgebra.gemm(
          false, false, rows, d, d, scale, a, aOffset, d, symmetric, 0, d, 0f, out, 0, d);
    }

    /** r := Σ(aᵢ(1−hᵢ·w)+base)hᵢ − A₀w − δw, where −A₀w is already there. */
    private void begin(Task task, int row, int r) {
      int d = dimensions;
      float[] w = task.side().factors();
      int length = task.side().observations().length(row);
      if (length == 0) {
        Arrays.fill(w, row * d, row * d + d, 0f);
        Arrays.fill(residuals, r * d, r * d + d, 0f);
        return;
      }
      entries.addResidual(row, w, row * d, residuals, r * d);
      deltas[r] = (float) parameters.ridge(length, task.fixed().rows()) - task.shift();
      linearAlgebra.axpy(d, -deltas[r], w, row * d, residuals, r * d);
    }

    /** p := z + β p and A₀p := r + β A₀p. */
    private void turn(int r, boolean firstStep) {
      int d = dimensions;
      int at = r * d;
      float square = linearAlgebra.dot(d, residuals, at, preconditioned, at);
      float beta = firstStep || squares[r] == 0 ? 0 : square / squares[r];
      squares[r] = square;
      scaleAndAdd(beta, directions, preconditioned, at);
      scaleAndAdd(beta, sharedProducts, residuals, at);
    }

    /** x := βx + y for one row of the block. */
    private void scaleAndAdd(float beta, float[] x, float[] y, int at) {
      int d = dimensions;
      if (beta == 0) {
        System.arraycopy(y, at, x, at, d);
        return;
      }
      // In one array, which the compiler vectorizes; with two it would have to rule out overlap.
      for (int f = at; f < at + d; f++) {
        x[f] *= beta;
      }
      linearAlgebra.axpy(d, 1f, y, at, x, at);
    }

    /** w := w + αp and r := r − αAp, α = r·z / p·Ap. */
    private void advance(float[] w, int row, int r) {
      int d = dimensions;
      int at = r * d;
      System.arraycopy(sharedProducts, at, image, 0, d);
      linearAlgebra.axpy(d, deltas[r], directions, at, image, 0);
      entries.addImage(row, directions, at, image, 0);
      float curvature = linearAlgebra.dot(d, directions, at, image, 0);
      if (!(curvature > 0)) {
        return; // The row is solved: its residual is zero.
      }
      float length = squares[r] / curvature;
      linearAlgebra.axpy(d, length, directions, at, w, row * d);
      linearAlgebra.axpy(d, -length, image, 0, residuals, at);
    }
  }
}
