package io.holdfast.benchmarks.peers;

/** The arithmetic of an iteration that solves every row exactly. */
final class ExactFlops {
  private ExactFlops() {}

  /**
   * For both sides: the Gramian's lower triangle, and for each row with n entries the lower
   * triangle of a rank-n update n·d(d+1), the right-hand side n·d, Cholesky d³/3, two triangular
   * solves 2d². What it takes at least; a solver may do more, or other things.
   */
  static double of(double entries, double rows, double d) {
    return 2 * entries * (d * (d + 1) + d) + rows * (d * (d + 1) + d * d * d / 3 + 2 * d * d);
  }
}
