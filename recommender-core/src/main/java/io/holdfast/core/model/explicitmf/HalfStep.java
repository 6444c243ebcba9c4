package io.holdfast.core.model.explicitmf;

import io.holdfast.core.linalg.LinearAlgebra;
import io.holdfast.core.parallel.ParallelLoop;
import org.jspecify.annotations.Nullable;

/**
 * Works on every row of one side while the other side stands still. Rows are independent, each adds
 * up in a fixed order, and threads share them by cost: results do not depend on the number of
 * threads. Used from one thread at a time.
 */
final class HalfStep implements AutoCloseable {

  /** What is done with a row. */
  @FunctionalInterface
  interface Body {

    /**
     * Works on {@code row}.
     *
     * @param equations the row's ratings
     * @param posterior to condition with; its contents are the worker's last
     */
    void run(int row, NormalEquations equations, RowPosterior posterior);
  }

  private final ParallelLoop loop;
  private final NormalEquations[] equations;
  private final RowPosterior[] posteriors;
  private final int dimensions;

  HalfStep(LinearAlgebra linearAlgebra, int dimensions, int threads) {
    this.dimensions = dimensions;
    this.loop = new ParallelLoop(threads);
    this.equations = new NormalEquations[threads];
    this.posteriors = new RowPosterior[threads];
    for (int worker = 0; worker < threads; worker++) {
      equations[worker] = new NormalEquations(linearAlgebra, dimensions);
      posteriors[worker] = new RowPosterior(linearAlgebra, dimensions);
    }
  }

  /**
   * Runs {@code body} for each row.
   *
   * @param others the other side's extended vectors, float32 [columns, D]
   * @param response how ratings follow from the vectors
   * @param weights the weight of a rating by the other side's row; null for 1
   */
  void run(
      RatedRows side, float[] others, Response response, float @Nullable [] weights, Body body) {
    int aspects = side.aspects();
    loop.run(
        side.chunks(),
        (worker, from, to) -> {
          for (int row = from; row < to; row++) {
            NormalEquations rated = equations[worker];
            rated.clear();
            for (int p = side.starts()[row]; p < side.starts()[row + 1]; p++) {
              int other = side.columns()[p];
              float weight = weights == null ? 1f : weights[other];
              response
                  .known(side.known(p))
                  .addTo(rated, others, other * dimensions, side.ratings(), p * aspects, weight);
            }
            body.run(row, rated, posteriors[worker]);
          }
        });
  }

  @Override
  public void close() {
    loop.close();
  }
}
