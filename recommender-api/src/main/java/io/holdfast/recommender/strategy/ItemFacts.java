package io.holdfast.recommender.strategy;

import io.holdfast.core.filter.Filter;
import java.time.Instant;
import java.util.function.IntPredicate;

/** What stages ask of the catalogue, by an item's number in it. Thread-safe. */
public interface ItemFacts {
  /** Codes of the item's categories, distinct; the same category has the same code everywhere. */
  int[] categories(int number);

  /** Since when the item is there; null if unknown. */
  Instant publishedAt(int number);

  /** Whether an item passes a filter at a moment. */
  IntPredicate passing(Filter filter, Instant at);
}
