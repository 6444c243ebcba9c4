package io.holdfast.metrics.rest;

import io.holdfast.contracts.problem.ProblemException;
import java.util.List;

/** Reads query parameters and says by name what is wrong with one. */
final class Parameters {

  private Parameters() {}

  /** A significance level strictly between 0 and 1. */
  static double alpha(String text) {
    try {
      double alpha = Double.parseDouble(text);
      if (alpha > 0 && alpha < 1) {
        return alpha;
      }
    } catch (NumberFormatException notANumber) {
      // told below
    }
    throw ProblemException.invalid(
        "alpha", "must be a number greater than 0 and less than 1, was '" + text + "'");
  }

  /** An attribute among those that there are. */
  static void attribute(String text, List<String> attributes) {
    if (!attributes.contains(text)) {
      throw ProblemException.invalid(
          "segment", "must be one of " + attributes + ", was '" + text + "'");
    }
  }

  /** A whole number from 1 to a greatest one. */
  static int count(String name, String text, int most) {
    try {
      int count = Integer.parseInt(text);
      if (count >= 1 && count <= most) {
        return count;
      }
    } catch (NumberFormatException notANumber) {
      // told below
    }
    throw ProblemException.invalid(
        name, "must be a whole number from 1 to " + most + ", was '" + text + "'");
  }
}
