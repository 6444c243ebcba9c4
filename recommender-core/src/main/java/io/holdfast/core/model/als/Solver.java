package io.holdfast.core.model.als;

import java.util.Arrays;
import java.util.List;

/** How the normal equations of a row are solved. */
enum Solver {
  /** Exactly: {@link CholeskyHalfStep}. */
  CHOLESKY("cholesky"),

  /** Some steps of conjugate gradients from where the row stands: {@link ConjugateGradients}. */
  CONJUGATE_GRADIENT("cg"),

  /** Exactly in one block of dimensions after the other: {@link SubspaceHalfStep}. */
  SUBSPACE("ials++");

  private final String label;

  Solver(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  static List<String> labels() {
    return Arrays.stream(values()).map(Solver::label).toList();
  }

  static Solver labelled(String label) {
    return Arrays.stream(values())
        .filter(solver -> solver.label.equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no solver " + label));
  }
}
