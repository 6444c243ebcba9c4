package io.holdfast.recommender.serving;

import io.holdfast.core.filter.Filter;
import java.time.Instant;
import java.util.List;

/**
 * What kept items out of a list, or could have.
 *
 * @param availableAt the moment at which items had to be available; always asked
 * @param hideSeen whether what the user has dealt with was kept out; never of a supplied list
 * @param seenItems how many items those are
 * @param filter what the request wanted of an item; null if nothing
 * @param scenarioFilter what the scenario wants of an item; null if nothing
 * @param exclude items that were not to come, by id
 * @param suppliedItems how many items were the only ones that could come; null for the whole
 *     catalogue
 */
public record AppliedFilters(
    Instant availableAt,
    boolean hideSeen,
    int seenItems,
    String filter,
    String scenarioFilter,
    List<String> exclude,
    Integer suppliedItems) {
  public AppliedFilters {
    exclude = List.copyOf(exclude);
  }

  /** Those of a query. */
  static AppliedFilters of(RankItems.Query query) {
    boolean supplied = query.candidates() != null;
    boolean hideSeen = query.hideSeen() && !supplied;
    return new AppliedFilters(
        query.at(),
        hideSeen,
        hideSeen ? query.taste().seen().size() : 0,
        text(query.filter()),
        text(query.scenarioFilter()),
        query.excluded().stream().sorted().toList(),
        supplied ? query.candidates().size() : null);
  }

  private static String text(Filter filter) {
    return filter == null ? null : filter.text();
  }
}
