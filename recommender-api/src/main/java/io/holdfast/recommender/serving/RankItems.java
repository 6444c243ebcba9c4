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
import io.holdfast.recommender.domain.ScenarioSettings.Fallback;
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
  private final ApplyStrategies strategies;
  private final SharedScans scans;

  RankItems(CatalogueView catalogue, ApplyStrategies strategies, SharedScans scans) {
    this.catalogue = catalogue;
    this.strategies = strategies;
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
   * @param scenarioFilter what the scenario asks of an item besides; null for nothing
   * @param excluded items that must not come
   * @param at the moment of the request
   * @param limit how many
   * @param fallback what comes where the model has nothing
   * @param staging what is done to the list after retrieval
   */
  record Query(
      Taste taste,
      boolean hideSeen,
      List<String> candidates,
      Filter filter,
      Filter scenarioFilter,
      Set<String> excluded,
      Instant at,
      int limit,
      Fallback fallback,
      Staging staging) {

    /** The query of a list that is the same for everybody. */
    static Query forEverybody(Filter filter, Set<String> excluded, Instant at, int limit) {
      return new Query(
          Taste.NONE, false, null, filter, null, excluded, at, limit, Fallback.NONE, Staging.NONE);
    }

    Query withLimit(int other) {
      return new Query(
          taste,
          hideSeen,
          candidates,
          filter,
          scenarioFilter,
          excluded,
          at,
          other,
          fallback,
          staging);
    }

    Query among(List<String> others) {
      return new Query(
          taste, hideSeen, others, filter, scenarioFilter, excluded, at, limit, fallback, staging);
    }

    Query filteredBy(Filter other) {
      return new Query(
          taste,
          hideSeen,
          candidates,
          other,
          scenarioFilter,
          excluded,
          at,
          limit,
          fallback,
          staging);
    }

    Query staged(Staging other) {
      return new Query(
          taste,
          hideSeen,
          candidates,
          filter,
          scenarioFilter,
          excluded,
          at,
          limit,
          fallback,
          other);
    }
  }

  /** The best items in order; empty if the model has nothing to say about this taste. */
  Optional<List<ServedItem>> rank(ServableModel with, Query query) {
    return query.staging().pipeline().isEmpty()
        ? retrieve(with, query)
        : strategies.rank(with, query, each -> retrieve(with, each));
  }

  private Optional<List<ServedItem>> retrieve(ServableModel with, Query query) {
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

  /** Which of a model's items the query lets come. */
  ItemFilter filter(ServableModel with, Query query) {
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

  /** What a query's filters let through. */
  Admitted admitted(Query query) {
    return new Admitted(
        catalogue.shown(query.at()),
        selected(query.filter(), query.at()),
        selected(query.scenarioFilter(), query.at()));
  }

  private ItemSet selected(Filter filter, Instant at) {
    return filter == null ? null : catalogue.select(filter, at);
  }

  /** The items that may be shown and pass the filters, as far as there are any. */
  record Admitted(ItemSet shown, ItemSet selected, ItemSet wanted) {
    boolean number(int number) {
      return shown.contains(number)
          && (selected == null || selected.contains(number))
          && (wanted == null || wanted.contains(number));
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
