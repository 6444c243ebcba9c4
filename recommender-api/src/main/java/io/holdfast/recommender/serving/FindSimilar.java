package io.holdfast.recommender.serving;

import io.holdfast.contracts.event.ModelReference;
import io.holdfast.contracts.event.ServedItem;
import io.holdfast.core.filter.Filter;
import io.holdfast.core.model.SimilarItems;
import io.holdfast.core.retrieval.TopK;
import io.holdfast.recommender.domain.CatalogueItem;
import io.holdfast.recommender.domain.ItemCatalogue;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * The items that are like an item, whoever asks. The active model says so if it can compare the
 * item, else another one that is loaded. Of an item that no model can compare, which is new or that
 * nobody had, the catalogue tells the categories: what is popular in those comes then, or what is
 * popular at all if it has none. Thread-safe.
 */
@ApplicationScoped
public class FindSimilar {
  private static final Logger LOG = Logger.getLogger(FindSimilar.class);
  private static final Duration LONGEST_LOOK_UP = Duration.ofMillis(500);

  private final ModelShelf shelf;
  private final RankItems ranker;
  private final ItemCatalogue catalogue;
  private final MeterRegistry meters;

  FindSimilar(ModelShelf shelf, RankItems ranker, ItemCatalogue catalogue, MeterRegistry meters) {
    this.shelf = shelf;
    this.ranker = ranker;
    this.catalogue = catalogue;
    this.meters = meters;
  }

  /**
   * What is asked for.
   *
   * @param itemId like which item
   * @param filter what an item must be like; null for anything
   * @param excluded items that must not come; the item itself never does
   * @param at the moment of the request
   * @param limit how many
   */
  public record Query(String itemId, Filter filter, Set<String> excluded, Instant at, int limit) {
    public Query {
      excluded = Set.copyOf(excluded);
    }

    private RankItems.Query past(Filter other) {
      Set<String> staying = new HashSet<>(excluded);
      staying.add(itemId);
      return RankItems.Query.forEverybody(other, staying, at, limit);
    }

    private RankItems.Query plain() {
      return past(filter);
    }

    private RankItems.Query ofCategories(List<String> categories) {
      Filter shared =
          new Filter.Test(
              new Filter.Attribute(Filter.Source.CATEGORIES, "categories"),
              Filter.Operator.IN,
              categories.stream().<Filter.Value>map(Filter.Value.Text::new).toList());
      return past(filter == null ? shared : new Filter.All(List.of(shared, filter)));
    }
  }

  /**
   * A list.
   *
   * @param source who says that they are similar
   * @param model the model that compared, or that told the popularity; null if none did
   * @param items in order
   */
  public record Similar(Source source, ModelReference model, List<ServedItem> items) {}

  /** The list; null if neither a model nor the catalogue knows the item. */
  public Uni<Similar> find(Query query) {
    return Uni.createFrom()
        .item(() -> byModel(query))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .chain(found -> found.map(Uni.createFrom()::item).orElseGet(() -> byCatalogue(query)))
        .onItem()
        .ifNotNull()
        .invoke(
            similar ->
                meters
                    .counter("holdfast.similar.items", "source", similar.source().wire())
                    .increment());
  }

  private Optional<Similar> byModel(Query query) {
    Shelf now = shelf.shelf();
    return comparing(now, query.itemId())
        .map(
            model ->
                new Similar(
                    model.equals(now.active()) ? Source.MODEL : Source.FALLBACK_OTHER_MODEL,
                    model.reference(),
                    like(query.itemId(), model, query.plain())));
  }

  /** The model that compares an item: the active one if it can, else another. */
  static Optional<ServableModel> comparing(Shelf shelf, String itemId) {
    return candidates(shelf).stream()
        .filter(
            candidate -> {
              int item = candidate.model().items().indexOf(itemId);
              return item >= 0
                  && candidate.model() instanceof SimilarItems similar
                  && similar.canCompare(item);
            })
        .findFirst();
  }

  /** What {@link #comparing} that model finds past the query's filters, best first. */
  List<ServedItem> like(String itemId, ServableModel model, RankItems.Query query) {
    int item = model.model().items().indexOf(itemId);
    SimilarItems similar = (SimilarItems) model.model();
    return listed(model, similar.similar(item, query.limit(), ranker.filter(model, query)));
  }

  /** The active model, then the others by name. */
  private static List<ServableModel> candidates(Shelf shelf) {
    List<ServableModel> candidates =
        new ArrayList<>(
            shelf.models().values().stream()
                .filter(model -> !model.equals(shelf.active()))
                .sorted(Comparator.comparing(model -> model.reference().toString()))
                .toList());
    if (shelf.active() != null) {
      candidates.addFirst(shelf.active());
    }
    return candidates;
  }

  private static List<ServedItem> listed(ServableModel model, TopK best) {
    List<ServedItem> items = new ArrayList<>(best.size());
    for (int rank = 0; rank < best.size(); rank++) {
      String id = model.model().items().id(best.item(rank));
      items.add(new ServedItem(id, rank, best.score(rank), null, null));
    }
    return items;
  }

  private Uni<Similar> byCatalogue(Query query) {
    return catalogue
        .find(query.itemId())
        .ifNoItem()
        .after(LONGEST_LOOK_UP)
        .fail()
        .map(item -> item.map(CatalogueItem::content).map(CatalogueItem.Content::categories))
        .onFailure()
        .recoverWithItem(
            failure -> {
              LOG.warnf("an item cannot be looked up, its categories do not count: %s", failure);
              return Optional.of(List.of());
            })
        .map(
            categories ->
                categories.isPresent() || isModelled(query.itemId())
                    ? byPopularity(query, categories.orElse(List.of()))
                    : null);
  }

  private boolean isModelled(String itemId) {
    return shelf.shelf().models().values().stream()
        .anyMatch(model -> model.model().items().contains(itemId));
  }

  private Similar byPopularity(Query query, List<String> categories) {
    ServableModel popular = shelf.shelf().popular();
    if (popular == null) {
      return new Similar(Source.FALLBACK_EMPTY, null, List.of());
    }
    if (!categories.isEmpty()) {
      Optional<List<ServedItem>> shared = ranker.rank(popular, query.ofCategories(categories));
      if (shared.isPresent()) {
        return new Similar(Source.FALLBACK_CATEGORY, popular.reference(), shared.get());
      }
    }
    return ranker
        .rank(popular, query.plain())
        .map(items -> new Similar(Source.FALLBACK_POPULAR, popular.reference(), items))
        .orElseGet(() -> new Similar(Source.FALLBACK_EMPTY, null, List.of()));
  }
}
