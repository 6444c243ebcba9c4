package io.holdfast.recommender.serving;

import io.holdfast.recommender.strategy.StageEffect;
import java.util.List;

/**
 * Why a list is as it is.
 *
 * @param items an explanation of each item, in the order of the list
 * @param strategies what moved each item, in that order and that of the stages
 * @param filters what kept items out
 */
public record ListExplanation(
    List<ItemExplanation> items, List<List<StageEffect>> strategies, AppliedFilters filters) {
  public ListExplanation {
    items = List.copyOf(items);
    strategies = List.copyOf(strategies);
  }
}
