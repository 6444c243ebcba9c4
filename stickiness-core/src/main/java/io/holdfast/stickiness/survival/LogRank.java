package io.holdfast.stickiness.survival;

import io.holdfast.stickiness.survival.SurvivalInconclusive.Reason;

/**
 * The result of a log-rank test.
 *
 * @param observed events of the variant
 * @param expected events of the variant if both groups had the same hazard
 * @param variance of the observed events under that hypothesis
 */
public record LogRank(double observed, double expected, double variance) implements LogRankOutcome {

  static LogRankOutcome of(SurvivalTimes control, SurvivalTimes variant) {
    if (control.users() < 2 || variant.users() < 2) {
      return new SurvivalInconclusive(Reason.TOO_FEW_USERS);
    }
    double observed = 0;
    double expected = 0;
    double variance = 0;
    double n0 = control.users();
    double n1 = variant.users();
    int c = 0;
    int v = 0;
    while (c < control.size() || v < variant.size()) {
      double time = Math.min(timeAt(control, c), timeAt(variant, v));
      double d = 0;
      double n = n0 + n1;
      double left0 = 0;
      double left1 = 0;
      if (timeAt(control, c) == time) {
        d += control.events(c);
        left0 = control.events(c) + control.censored(c);
        c++;
      }
      if (timeAt(variant, v) == time) {
        d += variant.events(v);
        observed += variant.events(v);
        left1 = variant.events(v) + variant.censored(v);
        v++;
      }
      expected += n1 * d / n;
      if (n > 1) {
        variance += n1 * n0 * d * (n - d) / (n * n * (n - 1));
      }
      n0 -= left0;
      n1 -= left1;
    }
    return variance == 0
        ? new SurvivalInconclusive(Reason.NO_VARIANCE)
        : new LogRank(observed, expected, variance);
  }

  /** (O − E)² / V, χ² with one degree of freedom. */
  public double chiSquare() {
    double excess = observed - expected;
    return excess * excess / variance;
  }

  /** The two-sided p, by the normal distribution of (O − E) / √V. */
  public double pValue() {
    return SurvivalPoint.twoSided((observed - expected) / Math.sqrt(variance));
  }

  private static double timeAt(SurvivalTimes times, int i) {
    return i < times.size() ? times.time(i) : Double.POSITIVE_INFINITY;
  }
}
