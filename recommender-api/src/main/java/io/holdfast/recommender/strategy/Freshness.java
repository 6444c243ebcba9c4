package io.holdfast.recommender.strategy;

import io.holdfast.recommender.strategy.StageParameter.Real;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Lowers items exponentially with their age a since {@code publishedAt}, h being the half-life and
 * f what is left of the relevance at any age:
 *
 * <pre>
 * r' = r · (f + (1 − f) · 2^(−a/h))
 * </pre>
 *
 * An item that is not out yet has age 0. One whose time nobody knows counts as infinitely old.
 *
 * @param halfLifeDays h
 * @param floor f, in [0, 1)
 */
record Freshness(double halfLifeDays, double floor) implements Stage {
  private static final String HALF_LIFE = "halfLifeDays";
  private static final String FLOOR = "floor";
  private static final double MILLIS_PER_DAY = Duration.ofDays(1).toMillis();

  static final StageKind<Freshness> KIND =
      StageKind.once(
          "freshness",
          "Lowers items by their age since publishedAt, exponentially.",
          Phase.SCORE,
          List.of(
              new Real(HALF_LIFE, "Days that halve what age can take away.", 30.0, 0.001, 36_500),
              new Real(
                  FLOOR, "The share of the relevance that is left at any age.", 0.0, 0, 0.999)),
          given -> new Freshness(given.real(HALF_LIFE), given.real(FLOOR)));

  @Override
  public UnaryOperator<List<Candidate>> on(List<Candidate> pool, Situation situation) {
    return candidates ->
        Relevance.sorted(
            Relevance.changed(
                candidates,
                candidate ->
                    candidate.relevance()
                        * left(situation.facts().publishedAt(candidate.number()), situation.at())));
  }

  private double left(Instant publishedAt, Instant at) {
    if (publishedAt == null) {
      return floor;
    }
    double days = Math.max(0, Duration.between(publishedAt, at).toMillis() / MILLIS_PER_DAY);
    return floor + (1 - floor) * Math.exp(-Math.log(2) * days / halfLifeDays);
  }
}
