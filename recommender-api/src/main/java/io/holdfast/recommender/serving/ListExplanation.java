package io.holdfast.recommender.serving;

import java.util.List;

/**
 * Why a list is as it is.
 *
 * @param items an explanation of each item, in the order of the list
 * @param filters what kept items out
 */
public record ListExplanation(List<ItemExplanation> items, AppliedFilters filters) {
  public ListExplanation {
    items = List.copyOf(items);
  }
}
