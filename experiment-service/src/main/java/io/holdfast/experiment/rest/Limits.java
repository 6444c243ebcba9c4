package io.holdfast.experiment.rest;

import io.holdfast.contracts.problem.ProblemException;

/** How long pages are. */
final class Limits {
  static final String DEFAULT = "50";
  private static final int MOST = 200;

  private Limits() {}

  /**
   * The page size.
   *
   * @throws ProblemException if it is not from 1 to 200
   */
  static int of(int limit) {
    if (limit < 1 || limit > MOST) {
      throw ProblemException.invalid("limit", "must be from 1 to " + MOST + ", was " + limit);
    }
    return limit;
  }
}
