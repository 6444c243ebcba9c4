package io.holdfast.recommender.serving;

import io.holdfast.recommender.strategy.ItemFacts;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * How likely the next item that a user likes is of some categories, by those that the user liked:
 * of n distinct items, m are of one of them, and the probability is (m + 1) / (n + 2), Laplace's
 * rule of succession. Not thread-safe.
 */
final class CategoryTaste {
  /** How many of the last liked items count. */
  static final int MOST_ITEMS = 100;

  private final int[][] liked;

  private CategoryTaste(int[][] liked) {
    this.liked = liked;
  }

  /** That of a taste. */
  static CategoryTaste of(Taste taste, CatalogueView catalogue) {
    return of(
        taste.liked().reversed().stream().map(Taste.Liked::itemId).toList(),
        id -> catalogue.knows(id) ? catalogue.number(id) : -1,
        catalogue);
  }

  /**
   * That of liked items.
   *
   * @param itemIds latest first; an item may come more than once
   * @param number of an item in the catalogue; negative if it is not there
   */
  static CategoryTaste of(Iterable<String> itemIds, ToIntFunction<String> number, ItemFacts facts) {
    Set<String> distinct = new LinkedHashSet<>();
    for (String itemId : itemIds) {
      if (distinct.size() == MOST_ITEMS) {
        break;
      }
      distinct.add(itemId);
    }
    return new CategoryTaste(
        distinct.stream()
            .mapToInt(number)
            .filter(each -> each >= 0)
            .mapToObj(facts::categories)
            .toArray(int[][]::new));
  }

  /** The probability for these categories; 1 if nothing is known of the user. */
  double share(int[] categories) {
    if (liked.length == 0) {
      return 1;
    }
    BitSet asked = new BitSet();
    for (int category : categories) {
      asked.set(category);
    }
    int matches = 0;
    for (int[] of : liked) {
      for (int category : of) {
        if (asked.get(category)) {
          matches++;
          break;
        }
      }
    }
    return (matches + 1.0) / (liked.length + 2.0);
  }
}
