package io.holdfast.recommender.strategy;

import io.holdfast.core.filter.Filter;
import io.holdfast.recommender.strategy.StageParameter.ItemFilter;
import io.holdfast.recommender.strategy.StageParameter.ItemId;
import io.holdfast.recommender.strategy.StageParameter.Whole;
import java.util.List;

/**
 * A promotion slot: a place of the list that a certain item gets, or the best item that passes a
 * filter. All pins of a list are set by {@link Promotions}.
 *
 * @param position the place, from 0
 * @param itemId the item; null if a filter says which
 * @param filter which items may come; null if it is a certain one
 */
record Pin(int position, String itemId, Filter filter) implements StageKind.Made {
  private static final String POSITION = "position";
  private static final String ITEM = "item";
  private static final String FILTER = "filter";

  static final StageKind<Pin> KIND =
      new StageKind<>(
          "pin",
          "Puts an item, or the best one that passes a filter, at a place of the list.",
          Phase.PIN,
          true,
          List.of(
              new Whole(POSITION, "The place, from 0.", 0, 0, 999),
              new ItemId(ITEM, "The item's id."),
              new ItemFilter(FILTER, "The items of which the best comes; see docs/filters.md.")),
          (given, violations) ->
              violations.check(
                  given.has(ITEM) != given.has(FILTER), ITEM, "or filter is required, not both"),
          given -> new Pin(given.whole(POSITION), given.text(ITEM), given.filter(FILTER)));
}
