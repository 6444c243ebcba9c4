package io.holdfast.stickiness.statistics;

import java.util.ArrayList;
import java.util.List;

/**
 * Compares two arms whose weights moved, also where outcomes moved them as a bandit does: by
 * inverse propensities, each period of constant weights a stratum.
 *
 * <p>User t of both arms, in order of exposure, with the arm A, the outcome Y and the logged
 * propensity π of each arm, scores
 *
 * <pre>
 *   φ_t(a) = m_t(a) + 1{A = a} (Y − m_t(a)) / π_t(a)      Δ = Σ (φ_t(v) − φ_t(c)) / t
 * </pre>
 *
 * <p>the augmented inverse-propensity score. π and m depend on earlier users alone, so that the
 * scores' errors are martingale differences however outcomes moved the weights: Hadad, Hirshberg,
 * Zhan, Wager and Athey, "Confidence intervals for policy evaluation in adaptive experiments", PNAS
 * 118 (2021); Kato, Ishihara, Honda and Narita, "Efficient Adaptive Experimental Design for Average
 * Treatment Effect Estimation" (2020, arXiv:2002.05308). m(a) is the arm's mean over the periods
 * before; in the first, and until the arm has two users, the period's own, which makes that
 * period's part the plain difference of means. A drift of the outcomes changes m and the noise, not
 * what is estimated: the mean effect over the periods' users. Without m, the scores are Horvitz and
 * Thompson's, whose noise holds the squared mean too.
 *
 * <p>The variance is that of the residuals, which is at least the scores' own:
 *
 * <pre>
 *   V = Σ_t 1{A = v} (Y − m(v))² / π(v)² + 1{A = c} (Y − m(c))² / π(c)²      standard error = √V / t
 * </pre>
 *
 * <p>Always-valid intervals age by V, as the asymptotic confidence sequence of Waudby-Smith et al.
 * (arXiv:2103.06476) for martingales with changing variances does (its Lindeberg-type section): V
 * in units of the variance that one user would have had if the weights had stayed those of the
 * first period is {@link Estimate#clock}, and V = t of them under constant weights.
 *
 * <p>For a ratio Y is the residual (y − R·x)/x̄, y and x estimated alike; a mean is the ratio to a
 * denominator of 1. A stateless pure function.
 */
public final class PropensityComparison {
  private PropensityComparison() {}

  /**
   * Compares them.
   *
   * @param kind of the metric; the estimate's is mean for a proportion
   * @param periods in the order of time, with no user in common
   * @return the estimate, whose degrees of freedom are infinite; inconclusive when an arm has fewer
   *     than two users in every period, nothing varies, or a ratio has no denominator
   * @throws IllegalArgumentException if the statistics do not fit the kind, or the kind is survival
   */
  public static Comparison between(MetricKind kind, List<WeightPeriod> periods) {
    if (kind == MetricKind.SURVIVAL) {
      throw new IllegalArgumentException(kind.id());
    }
    ArmScores control = new ArmScores();
    ArmScores variant = new ArmScores();
    List<WeightPeriod> entered = new ArrayList<>();
    for (WeightPeriod period : periods) {
      PairMoments c = ArmScores.pair(kind, period.control());
      PairMoments v = ArmScores.pair(kind, period.variant());
      // Decided by numbers of users alone, so that leaving a period out favours no outcome.
      if (control.canEnter(c) && variant.canEnter(v)) {
        control.add(period.users(), 1 - period.propensity(), c);
        variant.add(period.users(), period.propensity(), v);
        entered.add(period);
      }
    }
    if (entered.isEmpty()) {
      return new Inconclusive(InconclusiveReason.TOO_FEW_USERS);
    }
    if (!control.hasDenominator() || !variant.hasDenominator()) {
      return new Inconclusive(InconclusiveReason.NO_DENOMINATOR);
    }
    ArmEstimate c = control.estimate();
    ArmEstimate v = variant.estimate();
    if (!c.hasVariance() && !v.hasVariance()) {
      return new Inconclusive(InconclusiveReason.NO_VARIANCE);
    }
    double first = entered.getFirst().propensity();
    double planned = control.varianceWithin() / (1 - first) + variant.varianceWithin() / first;
    return estimate(kind == MetricKind.RATIO ? kind : MetricKind.MEAN, c, v, planned);
  }

  private static Estimate estimate(
      MetricKind kind, ArmEstimate control, ArmEstimate variant, double variancePerUser) {
    double difference = variant.value() - control.value();
    double squaredError = control.squaredError() + variant.squaredError();
    double users = control.users() + variant.users();
    double clock = variancePerUser > 0 ? users * users * squaredError / variancePerUser : users;
    double z = difference / Math.sqrt(squaredError);
    return new Estimate(
        kind,
        control,
        variant,
        difference,
        Math.sqrt(squaredError),
        Double.POSITIVE_INFINITY,
        Math.min(1, 2 * Quantiles.survival(Math.abs(z), Double.POSITIVE_INFINITY)),
        clock);
  }
}
