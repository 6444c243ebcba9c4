package io.holdfast.stickiness.bandit;

import io.holdfast.stickiness.statistics.ArmEstimate;
import io.holdfast.stickiness.statistics.ArmValue;
import io.holdfast.stickiness.statistics.MetricKind;
import io.holdfast.stickiness.statistics.Moments;
import io.holdfast.stickiness.statistics.SufficientStatistics;
import java.util.Optional;

/**
 * The posterior distribution of one arm's mean reward θ.
 *
 * <p>All users of an arm are independent draws of that arm's reward, whatever the weights were when
 * they came, as long as the reward does not drift: so the sums of all periods may be pooled, and
 * the posterior does not depend on how the users were allocated (Scott 2010, section 2). A drift
 * shared by all arms can mislead the weights for a while, never the estimates, which compare within
 * periods.
 */
public sealed interface Belief permits BetaBelief, NormalBelief {

  /**
   * What an arm's matured users say.
   *
   * <ul>
   *   <li>Proportion: Beta(1 + successes, 1 + failures), the uniform prior updated.
   *   <li>Mean: Normal(ȳ, s²/n), the flat prior's limit for many users.
   *   <li>Ratio: Normal(R, s_z²/n), s_z² clustered by user.
   * </ul>
   *
   * @param kind proportion, mean or ratio
   * @param statistics {@link Moments}, or pair moments for a ratio
   * @return empty while nothing is known of the reward's spread: fewer than two users, or, but for
   *     a proportion, no variance
   * @throws IllegalArgumentException if the statistics do not fit the kind, or the kind is survival
   */
  static Optional<Belief> of(MetricKind kind, SufficientStatistics statistics) {
    if (kind == MetricKind.PROPORTION
        && statistics instanceof Moments moments
        && moments.users() > 1) {
      double successes = moments.sum();
      return Optional.of(new BetaBelief(1 + successes, 1 + moments.users() - successes));
    }
    return ArmValue.of(kind, statistics) instanceof ArmEstimate estimate && estimate.variance() > 0
        ? Optional.of(
            new NormalBelief(estimate.value(), Math.sqrt(estimate.variance() / estimate.users())))
        : Optional.empty();
  }

  /** E[θ]. */
  double mean();

  /** The standard deviation of θ. */
  double standardDeviation();

  /** The density at a value. */
  double density(double value);

  /** P(θ ≤ value). */
  double cumulative(double value);

  /** Below this θ practically cannot be. */
  double lowest();

  /** Above this θ practically cannot be. */
  double highest();
}
