package io.holdfast.recommender.serving;

import io.holdfast.contracts.event.ServedItem;
import io.holdfast.core.data.IdMap;
import io.holdfast.core.filter.Filter;
import io.holdfast.core.filter.ItemSet;
import io.holdfast.core.model.FactorModel;
import io.holdfast.core.model.History;
import io.holdfast.core.model.RankingModel;
import io.holdfast.core.retrieval.FactorQuery;
import io.holdfast.core.retrieval.FactorSearch;
import io.holdfast.core.retrieval.ItemFilter;
import io.holdfast.core.retrieval.TopK;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Ranks with one model: folds the taste in, and searches the best items past the filters, which are
 * asked inside the search so that K items come back whenever K pass. Thread-safe.
 */
@ApplicationScoped
class RankItems {
  private final CatalogueView catalogue;
  private final SharedScans scans;

  RankItems(CatalogueView catalogue, SharedScans scans) {
    this.catalogue = catalogue;
    this.scans = scans;
  }

  /**
   * What to rank.
   *
   * @param taste of the user or session
   * @param hideSeen whether seen items stay away
   * @param candidates the only items that may come, all of which do if they may be shown; null for
   *     the whole catalogue
   * @param filter what an item must be like; null for anything
   * @param excluded items that must not come
   * @param at the moment of the request
   * @param limit how many
   */
  record Query(
      Taste taste,
      boolean hideSeen,
      List<String> candidates,
      Filter filter,
      Set<String> excluded,
      Instant at,
      int limit) {}

  /** The best items in order; empty if the model has nothing to say about this taste. */
  Optional<List<ServedItem>> rank(ServableModel with, Query query) {
    IdMap items = with.model().items();
    History history = query.taste().history(with.model());
    if (!with.model().canRank(history)) {
      return Optional.empty();
    }
    TopK best = best(with.model(), history, query.limit(), filter(with, query));
    List<ServedItem> list = new ArrayList<>(query.limit());
    for (int rank = 0; rank < best.size(); rank++) {
      list.add(new ServedItem(items.id(best.item(rank)), rank, best.score(rank), null, null));
    }
    if (query.candidates() != null) {
      addUnknown(list, items, query);
    }
    return list.isEmpty() ? Optional.empty() : Optional.of(list);
  }

  private TopK best(RankingModel model, History history, int limit, ItemFilter filter) {
    return model instanceof FactorModel factors
            && factors.retrieval() instanceof FactorSearch search
        ? scans.search(search, new FactorQuery(factors.vector(history), limit, filter))
        : model.recommend(history, limit, filter);
  }

  private ItemFilter filter(ServableModel with, Query query) {
    IdMap items = with.model().items();
    int[] numbers = with.numbers();
    Admitted admitted = admitted(query);
    ItemFilter filter = item -> admitted.number(numbers[item]);
    if (!query.excluded().isEmpty()) {
      filter = among(indices(items, query.excluded()), false).and(filter);
    }
    if (query.candidates() != null) {
      filter = among(indices(items, query.candidates()), true).and(filter);
    } else if (query.hideSeen()) {
      filter = among(indices(items, query.taste().seen()), false).and(filter);
    }
    return filter;
  }

  private Admitted admitted(Query query) {
    return new Admitted(
        catalogue.shown(query.at()),
        query.filter() == null ? null : catalogue.select(query.filter(), query.at()));
  }

  /** The items that may be shown and, if there is a filter, pass it. */
  private record Admitted(ItemSet shown, ItemSet selected) {
    boolean number(int number) {
      return shown.contains(number) && (selected == null || selected.contains(number));
    }
  }

  private static ItemFilter among(int[] sorted, boolean allowed) {
    return item -> (Arrays.binarySearch(sorted, item) >= 0) == allowed;
  }

  private static int[] indices(IdMap items, Collection<String> ids) {
    return ids.stream().mapToInt(items::indexOf).filter(index -> index >= 0).sorted().toArray();
  }

  /** Candidates that the model does not know come last, in the order in which they were given. */
  private void addUnknown(List<ServedItem> list, IdMap items, Query query) {
    double score = list.isEmpty() ? 0 : Math.min(0, list.getLast().score());
    Set<String> added = new HashSet<>(query.excluded());
    Admitted admitted = admitted(query);
    for (String id : query.candidates()) {
      if (list.size() < query.limit()
          && !items.contains(id)
          && admitted.number(catalogue.number(id))
          && added.add(id)) {
        list.add(new ServedItem(id, list.size(), score, null, null));
      }
    }
  }
}
