package io.holdfast.core.linalg;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Whether threads of the BLAS library would compete with our own parallel loops, in which each
 * thread makes its own calls: with two a call, small solves take three times as long.
 */
final class BlasThreads {

  /** Where OpenBLAS looks for a number of threads; the first that is set counts. */
  private static final List<String> VARIABLES =
      List.of("OPENBLAS_NUM_THREADS", "GOTO_NUM_THREADS", "OMP_NUM_THREADS");

  private BlasThreads() {}

  /**
   * What to warn of, if anything.
   *
   * @param environment the value of a variable, null if it is not set
   * @param running how many threads the library says it runs a call, after it was told to run one
   */
  static Optional<String> warning(UnaryOperator<String> environment, int running) {
    if (running > 1) {
      return Optional.of(
          "OpenBLAS runs %d threads a call although it was told to run one; they will compete with"
                  .formatted(running)
              + " Holdfast's own: start with OPENBLAS_NUM_THREADS=1");
    }
    for (String variable : VARIABLES) {
      int wished = number(environment.apply(variable));
      if (wished > 0) {
        return wished == 1
            ? Optional.empty()
            : Optional.of(
                "%s=%d asks for BLAS threads, which would compete with Holdfast's own: OpenBLAS was"
                        .formatted(variable, wished)
                    + " told to run one a call, other libraries in this process were not."
                    + " Set it to 1, and Holdfast's threads by its own option");
      }
    }
    return Optional.empty();
  }

  /** As OpenBLAS reads it: the digits that it starts with, 0 if there are none. */
  private static int number(String text) {
    if (text == null) {
      return 0;
    }
    String digits = text.strip().replaceFirst("[^0-9].*$", "");
    return digits.isEmpty() || digits.length() > 9 ? 0 : Integer.parseInt(digits);
  }
}
