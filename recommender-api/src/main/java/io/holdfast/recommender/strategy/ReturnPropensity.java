package io.holdfast.recommender.strategy;

import io.holdfast.recommender.strategy.StageParameter.Real;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Lifts items after which people come back, and lowers those after which they do not: with ρ the
 * shrunken probability to return after an item and μ its mean, see {@link ReturnLifts},
 *
 * <pre>
 * r' = r · (ρ / μ)^w
 * </pre>
 *
 * An item that nothing is known of keeps its relevance. What is learned is an association, not an
 * effect; docs/strategies.md says what follows from that.
 *
 * @param weight w; 0 changes nothing
 */
record ReturnPropensity(double weight) implements Stage {
  private static final String WEIGHT = "weight";

  static final StageKind<ReturnPropensity> KIND =
      StageKind.once(
          "return-propensity",
          "Lifts items after which people come back within 7 days.",
          Phase.SCORE,
          List.of(
              new Real(
                  WEIGHT,
                  "The power of the ratio of the item's return probability to the mean; 0 changes"
                      + " nothing.",
                  1.0,
                  0,
                  20)),
          given -> new ReturnPropensity(given.real(WEIGHT)));

  @Override
  public UnaryOperator<List<Candidate>> on(List<Candidate> pool, Situation situation) {
    return candidates ->
        Relevance.sorted(
            Relevance.changed(
                candidates,
                candidate ->
                    candidate.relevance()
                        * Math.pow(situation.returns().lift(candidate.itemId()), weight)));
  }
}
