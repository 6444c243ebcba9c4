package io.holdfast.stickiness.statistics;

/**
 * How an experiment's error rate α is shared out (Bonferroni), so that the chance of any wrong
 * decision stays at α: each of K challengers gets α / K, and a roll-back, which any of several
 * bounds can cause, that divided by the number of these.
 *
 * @param alpha the experiment's α
 * @param challengers K, at least 1
 * @param guardrails guardrail metrics beside the success metric
 */
public record SignificanceLevels(double alpha, int challengers, int guardrails) {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException unless 0 &lt; α &lt; 1, K ≥ 1 and guardrails ≥ 0
   */
  public SignificanceLevels {
    check(alpha);
    if (challengers < 1 || guardrails < 0) {
      throw new IllegalArgumentException(
          "%d challengers, %d guardrails".formatted(challengers, guardrails));
    }
  }

  /** The level of each bound that a promotion asks for: all must hold, so none is divided. */
  public double promotion() {
    return alpha / challengers;
  }

  /** The level of each bound of which one suffices for a roll-back. */
  public double rollBack() {
    return promotion() / (1 + guardrails);
  }

  static void check(double alpha) {
    if (!(alpha > 0 && alpha < 1)) {
      throw new IllegalArgumentException("Significance level " + alpha);
    }
  }
}
