package io.holdfast.core.model.als;

import io.holdfast.core.parallel.ParallelLoop;

/**
 * Improves every row of one side with the other side fixed. Rows are independent, so the result
 * does not depend on the number of threads. Used from one thread at a time.
 */
interface HalfStep {

  /**
   * What overwrites the factors of the rows of a chunk of {@code side}; a row without entries
   * becomes zero. To be run on each of {@link Side#chunks} before the next half-step is prepared.
   *
   * @param gramian gHᵀH of the fixed side, its lower triangle
   */
  ParallelLoop.Body prepare(Side side, Side fixed, float[] gramian);
}
