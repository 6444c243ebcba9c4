package io.holdfast.recommender.strategy;

import io.holdfast.core.filter.Filter;
import io.holdfast.recommender.strategy.StageParameter.ItemFilter;
import io.holdfast.recommender.strategy.StageParameter.Real;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;

/**
 * Multiplies the relevance of items that pass a filter: r' = factor · r. Items at the same
 * relevance keep their order. Costs nothing in proportion to the catalogue but where the filter is
 * new or an item changed, as filters do.
 *
 * @param filter which items
 * @param factor above 1 lifts them, below 1 lowers them
 */
record Boost(Filter filter, double factor) implements Stage {
  private static final String FILTER = "filter";
  private static final String FACTOR = "factor";

  static final StageKind<Boost> KIND =
      new StageKind<>(
          "boost",
          "Lifts or lowers the items that pass a filter.",
          Phase.SCORE,
          true,
          List.of(
              new ItemFilter(FILTER, "Which items; see docs/filters.md."),
              new Real(FACTOR, "What their relevance is multiplied by.", 1.5, 0, 1000)),
          (given, violations) -> violations.required(FILTER, given.filter(FILTER)),
          given -> new Boost(given.filter(FILTER), given.real(FACTOR)));

  @Override
  public UnaryOperator<List<Candidate>> on(List<Candidate> pool, Situation situation) {
    IntPredicate passing = situation.facts().passing(filter, situation.at());
    return candidates ->
        Relevance.sorted(
            Relevance.changed(
                candidates,
                candidate ->
                    passing.test(candidate.number())
                        ? factor * candidate.relevance()
                        : candidate.relevance()));
  }
}
