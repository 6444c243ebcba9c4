package io.holdfast.core.model.als;

import io.holdfast.core.linalg.LinearAlgebra;
import io.holdfast.core.parallel.ParallelLoop;

/**
 * The exact half-step: solves every row by {@link RowSolver}, so the objective never rises but for
 * rounding. Rows are solved in a fixed order of additions. O(nnz·d² + r·d³), r being the rows of
 * more than d/4 entries; O(d²) memory a thread.
 */
final class CholeskyHalfStep implements HalfStep {

  private final LinearAlgebra linearAlgebra;
  private final ParallelLoop loop;
  private final AlsParameters parameters;
  private final RowSolver[] solvers;

  CholeskyHalfStep(LinearAlgebra linearAlgebra, ParallelLoop loop, AlsParameters parameters) {
    this.linearAlgebra = linearAlgebra;
    this.loop = loop;
    this.parameters = parameters;
    this.solvers = new RowSolver[loop.threads()];
    for (int worker = 0; worker < solvers.length; worker++) {
      solvers[worker] =
          new RowSolver(
              linearAlgebra, parameters.weighting(), parameters.factors(), Integer.MAX_VALUE);
    }
  }

  @Override
  public ParallelLoop.Body prepare(Side side, Side fixed, float[] gramian) {
    int d = parameters.factors();
    Observations observations = side.observations();
    ShortRows shortRows =
        ShortRows.of(
            linearAlgebra,
            loop,
            gramian,
            d,
            observations,
            entries -> parameters.ridge(entries, fixed.rows()));
    return (worker, from, to) -> {
      RowSolver solver = solvers[worker];
      for (int row = from; row < to; row++) {
        int entries = observations.length(row);
        float[] inverse = shortRows.inverse(entries);
        if (inverse != null) {
          solver.solveShort(fixed.factors(), inverse, observations, row, side.factors(), row * d);
        } else {
          solver.solve(
              fixed.factors(),
              gramian,
              observations,
              row,
              (float) parameters.ridge(entries, fixed.rows()),
              side.factors(),
              row * d);
        }
      }
    };
  }
}
