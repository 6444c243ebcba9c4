package io.holdfast.core.model.ease;

import io.holdfast.core.data.InteractionMatrix;
import io.holdfast.core.data.InteractionMatrix.ItemColumns;
import io.holdfast.core.linalg.LinearAlgebra;
import io.holdfast.core.linalg.SymmetricInverse;
import io.holdfast.core.model.TrainingContext;
import io.holdfast.core.parallel.CostPartition;
import io.holdfast.core.parallel.ParallelLoop;
import java.util.function.IntConsumer;

/**
 * The item × item weights of EASE (Steck, "Embarrassingly shallow autoencoders for sparse data",
 * WWW 2019, arXiv 1905.03375).
 *
 * <p>X is the binary user × item matrix; B minimizes ‖X − XB‖² + λ‖B‖² under diag(B) = 0 (eq. 2 and
 * 3). With P = (XᵀX + λI)⁻¹ (eq. 7), B(i, j) = −P(i, j) / P(j, j) for i ≠ j (eq. 8).
 *
 * <p><b>Two ways to P.</b> With no more items than users XᵀX is inverted, |I|³/2 multiplications.
 * With fewer users the identity P = (I − Xᵀ (XXᵀ + λI)⁻¹ X) / λ (Woodbury) needs the inverse of a
 * |U| × |U| matrix only, and then |S|·(|U| + |I|) additions for |S| interactions.
 *
 * <p>Shapes: B is float32 [items, items], row-major, source by target. Memory: B, and for the
 * second way float32 [users, users] and [users, items] more.
 */
final class EaseTraining {

  private static final int CHUNKS = 128;

  private final InteractionMatrix data;
  private final ItemColumns columns;
  private final float ridge;
  private final LinearAlgebra linearAlgebra;
  private final ParallelLoop loop;

  private EaseTraining(
      InteractionMatrix data, float ridge, LinearAlgebra linearAlgebra, ParallelLoop loop) {
    this.data = data;
    this.columns = data.byItem();
    this.ridge = ridge;
    this.linearAlgebra = linearAlgebra;
    this.loop = loop;
  }

  /** B of {@code data} by the cheaper way. */
  static float[] weights(InteractionMatrix data, double ridge, TrainingContext context) {
    return weights(data, ridge, invertsUsers(data), context);
  }

  /** Whether the matrix of users is the smaller one. */
  static boolean invertsUsers(InteractionMatrix data) {
    return data.rows() < data.columns();
  }

  /** B of {@code data} by the given way. */
  static float[] weights(
      InteractionMatrix data, double ridge, boolean byUsers, TrainingContext context) {
    try (ParallelLoop loop = new ParallelLoop(context.threads())) {
      EaseTraining training = new EaseTraining(data, (float) ridge, context.linearAlgebra(), loop);
      float[] inverse = byUsers ? training.inverseByUsers() : training.inverseByItems();
      training.divideByDiagonal(inverse);
      context.progress().progressed("solve", 1, 1);
      return inverse;
    }
  }

  /** P by inverting XᵀX + λI; both triangles. */
  private float[] inverseByItems() {
    int items = data.columns();
    float[] gramian = new float[items * items];
    rows(
        columns.starts(),
        i -> {
          for (int at = columns.starts()[i]; at < columns.starts()[i + 1]; at++) {
            int user = columns.users()[at];
            for (int p = data.rowStart(user); p < data.rowEnd(user); p++) {
              gramian[i * items + data.itemArray()[p]]++;
            }
          }
          gramian[i * items + i] += ridge;
        });
    invert(gramian, items);
    return gramian;
  }

  /** P by inverting XXᵀ + λI; both triangles. */
  private float[] inverseByUsers() {
    int users = data.rows();
    int items = data.columns();
    float[] kernel = new float[users * users];
    rows(
        data.rowStarts(),
        u -> {
          for (int p = data.rowStart(u); p < data.rowEnd(u); p++) {
            int item = data.itemArray()[p];
            for (int at = columns.starts()[item]; at < columns.starts()[item + 1]; at++) {
              kernel[u * users + columns.users()[at]]++;
            }
          }
          kernel[u * users + u] += ridge;
        });
    invert(kernel, users);
    float[] product = new float[users * items];
    rows(
        data.rowStarts(),
        u -> {
          for (int v = 0; v < users; v++) {
            float weight = kernel[u * users + v];
            for (int p = data.rowStart(v); p < data.rowEnd(v); p++) {
              product[u * items + data.itemArray()[p]] += weight;
            }
          }
        });
    float[] inverse = new float[items * items];
    rows(
        columns.starts(),
        i -> {
          int row = i * items;
          for (int at = columns.starts()[i]; at < columns.starts()[i + 1]; at++) {
            linearAlgebra.axpy(
                items, -1 / ridge, product, columns.users()[at] * items, inverse, row);
          }
          inverse[row + i] += 1 / ridge;
        });
    return inverse;
  }

  /** Inverts on the lower triangle, then copies it to the upper one. */
  private void invert(float[] matrix, int n) {
    SymmetricInverse.invert(linearAlgebra, n, matrix, 0, n, this::each);
    each(
        n,
        r -> {
          for (int c = r + 1; c < n; c++) {
            matrix[r * n + c] = matrix[c * n + r];
          }
        });
  }

  /** P to B: each column by its diagonal, negative, and the diagonal zero. */
  private void divideByDiagonal(float[] inverse) {
    int items = data.columns();
    float[] factors = new float[items];
    for (int j = 0; j < items; j++) {
      factors[j] = -1 / inverse[j * items + j];
    }
    each(
        items,
        i -> {
          for (int j = 0; j < items; j++) {
            inverse[i * items + j] = i == j ? 0 : inverse[i * items + j] * factors[j];
          }
        });
  }

  private void each(int count, IntConsumer body) {
    loop.run(
        CostPartition.even(count, Math.max(1, count / CHUNKS)),
        (worker, from, to) -> {
          for (int i = from; i < to; i++) {
            body.accept(i);
          }
        });
  }

  private void rows(int[] starts, IntConsumer body) {
    loop.run(
        CostPartition.byEntries(starts, 1, CHUNKS),
        (worker, from, to) -> {
          for (int i = from; i < to; i++) {
            body.accept(i);
          }
        });
  }
}
