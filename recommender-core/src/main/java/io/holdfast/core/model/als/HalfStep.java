package io.holdfast.core.model.als;

/**
 * Improves every row of one side with the other side fixed. Rows are independent, so the result
 * does not depend on the number of threads. Used from one thread at a time.
 */
interface HalfStep {

  /**
   * Overwrites the factors of {@code side}; a row without entries becomes zero.
   *
   * @param gramian gHᵀH of the fixed side, its lower triangle
   */
  void solve(Side side, Side fixed, float[] gramian);
}
