package io.holdfast.recommender.serving;

import io.holdfast.contracts.event.ServedItem;
import io.holdfast.core.filter.Filter;
import io.holdfast.recommender.serving.ShareOut.Placed;
import io.holdfast.recommender.strategy.Candidate;
import io.holdfast.recommender.strategy.ListStages;
import io.holdfast.recommender.strategy.Retrieval;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Finds the pinned items of a mixed list: among those that its sources brought, else by asking the
 * sources, one after the other, past the rules of the request. Of one request; not thread-safe.
 */
final class PinnedItems implements Retrieval {
  private final RankItems.Query query;
  private final CatalogueView catalogue;
  private final List<Function<RankItems.Query, Optional<FallbackChain.Ranked>>> sources;
  private final List<FallbackChain.Ranked> rankings;
  private final Predicate<String> mayCome;
  private final Map<String, Placed> brought = new HashMap<>();

  /**
   * Where to look.
   *
   * @param sources the first to ask first
   * @param rankings by the number of their part; those that bring further items are added
   * @param mayCome whether the filters let an item of the catalogue come
   */
  PinnedItems(
      RankItems.Query query,
      CatalogueView catalogue,
      List<Function<RankItems.Query, Optional<FallbackChain.Ranked>>> sources,
      List<FallbackChain.Ranked> rankings,
      Predicate<String> mayCome) {
    this.query = query.staged(Staging.NONE);
    this.catalogue = catalogue;
    this.sources = List.copyOf(sources);
    this.rankings = rankings;
    this.mayCome = mayCome;
  }

  /** The pinned items by place. They have no team: no ranking earned their places. */
  Map<Integer, Placed> of(ListStages stages, List<Placed> pool) {
    Map<String, Placed> known = new HashMap<>();
    pool.forEach(placed -> known.put(placed.item().itemId(), placed));
    List<Candidate> candidates = pool.stream().map(Placed::item).map(this::candidate).toList();
    Map<Integer, Placed> pinned = new LinkedHashMap<>();
    stages
        .promoted(candidates, query.limit(), this)
        .forEach(
            (place, candidate) -> {
              Placed found = known.get(candidate.itemId());
              Placed from = found == null ? brought.get(candidate.itemId()) : found;
              pinned.put(place, new Placed(from.part(), withoutTeam(from.item())));
            });
    return pinned;
  }

  private static ServedItem withoutTeam(ServedItem item) {
    return new ServedItem(item.itemId(), item.position(), item.score(), null, null);
  }

  private Candidate candidate(ServedItem item) {
    return Candidate.retrieved(
        Candidate.UNKNOWN, catalogue.number(item.itemId()), item.itemId(), item.score());
  }

  @Override
  public Candidate named(String itemId) {
    if (query.hideSeen() && query.taste().seen().contains(itemId)) {
      return null;
    }
    RankItems.Query only = query.among(List.of(itemId)).withLimit(1);
    for (Function<RankItems.Query, Optional<FallbackChain.Ranked>> source : sources) {
      FallbackChain.Ranked ranked = source.apply(only).orElse(FallbackChain.Ranked.NOTHING);
      for (ServedItem item : ranked.items()) {
        if (item.itemId().equals(itemId) && exists(itemId, ranked)) {
          return bring(item, ranked);
        }
      }
    }
    // No source can rank it; a place was promised to it all the same.
    return catalogue.knows(itemId) && !query.excluded().contains(itemId) && mayCome.test(itemId)
        ? bring(new ServedItem(itemId, 0, 0, null, null), FallbackChain.Ranked.NOTHING)
        : null;
  }

  /** Whether the catalogue or a model knows an item: any id passes as one of a supplied list. */
  private boolean exists(String itemId, FallbackChain.Ranked ranked) {
    return catalogue.knows(itemId)
        || ranked.rankers().stream()
            .anyMatch(ranker -> ranker.model().model().items().contains(itemId));
  }

  @Override
  public List<Candidate> best(Filter filter, int count) {
    Filter all = query.filter() == null ? filter : new Filter.All(List.of(query.filter(), filter));
    RankItems.Query passing = query.filteredBy(all).withLimit(count);
    List<Candidate> best = new ArrayList<>(count);
    for (Function<RankItems.Query, Optional<FallbackChain.Ranked>> source : sources) {
      FallbackChain.Ranked ranked = source.apply(passing).orElse(FallbackChain.Ranked.NOTHING);
      for (ServedItem item : ranked.items()) {
        if (best.size() < count
            && best.stream().noneMatch(other -> other.itemId().equals(item.itemId()))) {
          best.add(bring(item, ranked));
        }
      }
      if (best.size() == count) {
        break;
      }
    }
    return best;
  }

  private Candidate bring(ServedItem item, FallbackChain.Ranked by) {
    if (brought.putIfAbsent(item.itemId(), new Placed(rankings.size(), item)) == null) {
      rankings.add(by);
    }
    return candidate(item);
  }
}
