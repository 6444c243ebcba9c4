package io.holdfast.stickiness.statistics;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How likely an experiment is to find an effect, and how many users that takes: Chow, Shao, Wang
 * and Lokhnygina, "Sample Size Calculations in Clinical Research", 3rd ed. (2017), sections 3.2 and
 * 4.2, and Fleiss, Levin and Paik, "Statistical Methods for Rates and Proportions", 3rd ed. (2003),
 * chapter 4. With k standard errors to either side of the interval at the planned end,
 *
 * <pre>
 *   power = Φ((|Δ| − k σ₀) / σ₁) + Φ((−|Δ| − k σ₀) / σ₁)
 * </pre>
 *
 * <p>where σ₁ is the standard error of the difference under the effect Δ and σ₀ the one that the
 * test uses: the same for a mean or ratio, √(σ² / n₁ + σ² / n₀); for a proportion the pooled √(p̄
 * (1 − p̄) (1 / n₁ + 1 / n₀)) for the fixed-horizon test, unpooled (σ₀ = σ₁) for the always-valid
 * interval.
 *
 * <p>For {@link Inference#ALWAYS_VALID} this is the power at t = N*, the planned end; looks before
 * it can only add to it. The normal distribution is used throughout, so that at small numbers
 * (fewer than about 50 users an arm) a t test needs a few users more.
 *
 * @param alpha α, two-sided
 * @param inference by which interval the experiment is decided
 * @param variantShare the variant's share of the users of both arms
 */
public record PowerAnalysis(double alpha, Inference inference, double variantShare) {

  private static final long MOST_USERS = 1L << 50;

  /**
   * Checks the parameters.
   *
   * @throws IllegalArgumentException unless α and the share are in (0, 1)
   */
  public PowerAnalysis {
    SignificanceLevels.check(alpha);
    if (!(variantShare > 0 && variantShare < 1)) {
      throw new IllegalArgumentException("Variant's share of " + variantShare);
    }
  }

  /**
   * The chance that the interval at the planned end leaves out 0.
   *
   * @param baseline of the metric
   * @param difference Δ, the true effect, variant minus control
   * @param users planned users of both arms together
   * @throws IllegalArgumentException if a proportion would leave [0, 1], or users are not positive
   */
  public double power(Baseline baseline, double difference, long users) {
    if (users < 1) {
      throw new IllegalArgumentException(users + " users");
    }
    double tested = testedDeviation(baseline, difference) / Math.sqrt((double) users);
    double actual = actualDeviation(baseline, difference) / Math.sqrt((double) users);
    double bound = inference.criticalValue(alpha) * tested;
    double size = Math.abs(difference);
    if (actual == 0) {
      return size > bound ? 1 : 0;
    }
    return Quantiles.survival((bound - size) / actual, Double.POSITIVE_INFINITY)
        + Quantiles.survival((bound + size) / actual, Double.POSITIVE_INFINITY);
  }

  /**
   * The fewest users of both arms together with which the power is reached.
   *
   * @param baseline of the metric
   * @param difference Δ, the true effect
   * @param power the wanted chance to find it, in (α, 1)
   * @return empty when even 2⁵⁰ users would not do
   * @throws IllegalArgumentException if a proportion would leave [0, 1], or the power is impossible
   */
  public OptionalLong requiredUsers(Baseline baseline, double difference, double power) {
    checkPower(power);
    if (power(baseline, difference, MOST_USERS) < power) {
      return OptionalLong.empty();
    }
    long tooFew = 0;
    long enough = MOST_USERS;
    while (enough - tooFew > 1) {
      long middle = (tooFew + enough) >>> 1;
      if (power(baseline, difference, middle) < power) {
        tooFew = middle;
      } else {
        enough = middle;
      }
    }
    return OptionalLong.of(enough);
  }

  /**
   * The smallest increase that some users find with the power.
   *
   * @param baseline of the metric
   * @param users planned users of both arms together
   * @param power the wanted chance to find it, in (α, 1)
   * @return empty when not even a proportion of 1 would be found
   */
  public OptionalDouble minimumDetectableEffect(Baseline baseline, long users, double power) {
    checkPower(power);
    double tooSmall = 0;
    double enough = largestDifference(baseline, users);
    if (power(baseline, enough, users) < power) {
      return OptionalDouble.empty();
    }
    while (true) {
      double middle = (tooSmall + enough) / 2;
      if (middle <= tooSmall || middle >= enough) {
        return OptionalDouble.of(enough);
      }
      if (power(baseline, middle, users) < power) {
        tooSmall = middle;
      } else {
        enough = middle;
      }
    }
  }

  /**
   * The smallest effect that a running experiment finds with the power when it is judged by the
   * users it has now: (k + z) standard errors, z the normal's quantile of the power, k half the
   * width of today's interval in standard errors. It reads no effect, only the error, so that it
   * may be shown beside one.
   *
   * @param estimate as of now
   * @param alpha α, two-sided
   * @param power the wanted chance
   */
  public static double minimumDetectableEffect(Estimate estimate, double alpha, double power) {
    return detectable(estimate, estimate.interval(alpha), power);
  }

  /**
   * The same by the always-valid interval.
   *
   * @param estimate as of now
   * @param alpha α, two-sided
   * @param power the wanted chance
   * @param plannedUsers N* of both arms together
   */
  public static double minimumDetectableEffect(
      Estimate estimate, double alpha, double power, long plannedUsers) {
    return detectable(estimate, estimate.alwaysValidInterval(alpha, plannedUsers), power);
  }

  private static double detectable(Estimate estimate, Interval interval, double power) {
    if (!(power >= 0.5 && power < 1)) {
      throw new IllegalArgumentException("Power " + power);
    }
    double quantile =
        power == 0.5 ? 0 : Quantiles.twoSidedCritical(2 * (1 - power), Double.POSITIVE_INFINITY);
    return interval.width() / 2 + quantile * estimate.standardError();
  }

  private void checkPower(double power) {
    if (!(power > alpha && power < 1)) {
      throw new IllegalArgumentException("Power " + power);
    }
  }

  /** σ₀ √(users of both arms). */
  private double testedDeviation(Baseline baseline, double difference) {
    if (inference == Inference.FIXED_HORIZON && baseline instanceof Baseline.Proportion control) {
      double pooled = control.value() + variantShare * difference;
      return Math.sqrt(pooled * (1 - pooled) / (variantShare * (1 - variantShare)));
    }
    return actualDeviation(baseline, difference);
  }

  /** σ₁ √(users of both arms). */
  private double actualDeviation(Baseline baseline, double difference) {
    double controlShare = 1 - variantShare;
    return switch (baseline) {
      case Baseline.Value(double variance) ->
          Math.sqrt(variance / variantShare + variance / controlShare);
      case Baseline.Proportion(double control) -> {
        double variant = control + difference;
        if (!(variant >= 0 && variant <= 1)) {
          throw new IllegalArgumentException("A proportion of " + variant);
        }
        yield Math.sqrt(
            variant * (1 - variant) / variantShare + control * (1 - control) / controlShare);
      }
    };
  }

  /** An increase that is found for certain, or the largest there is. */
  private double largestDifference(Baseline baseline, long users) {
    return switch (baseline) {
      case Baseline.Value _ ->
          (inference.criticalValue(alpha) + 40)
              * actualDeviation(baseline, 0)
              / Math.sqrt((double) users);
      case Baseline.Proportion(double control) -> 1 - control;
    };
  }
}
