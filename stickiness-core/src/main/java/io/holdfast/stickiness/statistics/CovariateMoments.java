package io.holdfast.stickiness.statistics;

import java.util.Arrays;

/**
 * What covariate adjustment needs to know of the users of one arm: the moments of the outcome with
 * covariates from before each user's first exposure, and apart from them the outcomes of users who
 * have none (new users).
 *
 * <p>To keep as sums that can be rolled up and merged, one row for users with covariates and one
 * without: n, Σ y, Σ y²; for a ratio also Σ x, Σ x², Σ xy; and in the first row Σ c, Σ c², Σ cy and
 * for a ratio Σ cx of each covariate c (with several, Σ cc′ of each two). Centre them in exact
 * arithmetic for {@link MultivariateMoments#ofCentred}.
 *
 * <p>A covariate window must end at the user's first exposure: whatever the variant can have
 * changed must not enter.
 *
 * @param known moments of (y, c…) or (y, x, c…) over users with covariates
 * @param missing moments of (y) or (y, x) over users without
 */
public record CovariateMoments(MultivariateMoments known, MultivariateMoments missing) {

  /**
   * Checks the shapes.
   *
   * @throws IllegalArgumentException unless the outcome has one or two columns and there is at
   *     least one covariate
   */
  public CovariateMoments {
    if (missing.columns() > 2 || known.columns() <= missing.columns()) {
      throw new IllegalArgumentException(
          "%d columns with covariates, %d without".formatted(known.columns(), missing.columns()));
    }
  }

  /** No user yet of a mean or a proportion, with that many covariates. */
  public static CovariateMoments ofMean(int covariates) {
    return new CovariateMoments(
        MultivariateMoments.empty(1 + covariates), MultivariateMoments.empty(1));
  }

  /** No user yet of a ratio, with that many covariates. */
  public static CovariateMoments ofRatio(int covariates) {
    return new CovariateMoments(
        MultivariateMoments.empty(2 + covariates), MultivariateMoments.empty(2));
  }

  /**
   * With one more user whose covariates are known.
   *
   * @param values y, or y and x; then the covariates
   */
  public CovariateMoments plusKnown(double... values) {
    return new CovariateMoments(known.plus(values), missing);
  }

  /**
   * With one more user who has no covariates.
   *
   * @param outcome y, or y and x
   */
  public CovariateMoments plusMissing(double... outcome) {
    return new CovariateMoments(known, missing.plus(outcome));
  }

  /** Of the users of both; the two must have no user in common. */
  public CovariateMoments merge(CovariateMoments other) {
    return new CovariateMoments(known.merge(other.known), missing.merge(other.missing));
  }

  /** n, with and without covariates. */
  public long users() {
    return known.users() + missing.users();
  }

  /** Covariates per user. */
  public int covariates() {
    return known.columns() - missing.columns();
  }

  /** The outcome alone: {@link Moments}, or {@link PairMoments} of a ratio. */
  public SufficientStatistics outcome() {
    return missing.columns() == 1
        ? known.moments(0).merge(missing.moments(0))
        : pair(known).merge(pair(missing));
  }

  private static PairMoments pair(MultivariateMoments moments) {
    return new PairMoments(
        moments.users(), moments.moments(0), moments.moments(1), moments.centredProduct(0, 1));
  }

  /**
   * Moments of (outcome, covariates, indicator) over all users: where covariates are missing they
   * are taken to be {@code means} and the indicator is 1, else 0.
   */
  MultivariateMoments imputed(double[] means) {
    double[] constants = Arrays.copyOf(means, means.length + 1);
    constants[means.length] = 1;
    return known.withConstants(0).merge(missing.withConstants(constants));
  }
}
