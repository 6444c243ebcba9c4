package io.holdfast.stickiness.statistics;

import java.util.Optional;

/**
 * A metric's value in one arm.
 *
 * @param users n, at least 1
 * @param value p, ȳ or R
 * @param variance s², the sample variance per user: p (1 − p) n / (n − 1) for a proportion, that of
 *     the residuals (y − R·x) / x̄ for a ratio; the value's own variance is s² / n. NaN for a
 *     single user
 */
public record ArmEstimate(long users, double value, double variance) implements ArmValue {

  /** s² / n. */
  double squaredError() {
    return variance / users;
  }

  /** p (1 − p) / n of a proportion. */
  double unpooledSquaredError() {
    return value * (1 - value) / users;
  }

  boolean hasVariance() {
    return variance > 0;
  }

  /**
   * The always-valid interval of the arm's own value: {@link ConfidenceSequence} with t = n and σ̂²
   * = s². For description: whether two arms differ, tells the interval of their difference.
   *
   * @param alpha one minus the coverage
   * @param plannedUsers N*, the arm's planned users
   * @return the interval; empty when the arm has fewer than two users or no variance
   */
  public Optional<Interval> alwaysValidInterval(double alpha, long plannedUsers) {
    if (!hasVariance()) {
      return Optional.empty();
    }
    return Optional.of(
        new ConfidenceSequence(alpha, plannedUsers)
            .interval(value, Math.sqrt(squaredError()), users));
  }
}
