package io.holdfast.core.linalg;

/** A Cholesky factorization met a pivot that is not above zero. */
public final class NotPositiveDefiniteException extends ArithmeticException {

  /**
   * With the order of the leading minor that is not positive definite.
   *
   * @param minor 1 to the matrix's order
   */
  public NotPositiveDefiniteException(int minor) {
    super("the leading minor of order " + minor + " is not positive definite");
  }
}
