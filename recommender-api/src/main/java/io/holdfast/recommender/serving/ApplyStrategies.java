package io.holdfast.recommender.serving;

import io.holdfast.contracts.event.ServedItem;
import io.holdfast.core.data.IdMap;
import io.holdfast.core.filter.Filter;
import io.holdfast.recommender.strategy.Candidate;
import io.holdfast.recommender.strategy.Retrieval;
import io.holdfast.recommender.strategy.ReturnLifts;
import io.holdfast.recommender.strategy.Situation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Ranks with one model and passes more candidates than are asked for through the stages of the
 * list, which choose among them. Thread-safe.
 */
@ApplicationScoped
class ApplyStrategies {
  private final CatalogueView catalogue;
  private final ReturnLifts returns;
  private final StrategySettings settings;
  private final ServingMeters meters;

  ApplyStrategies(
      CatalogueView catalogue,
      ReturnLifts returns,
      StrategySettings settings,
      ServingMeters meters) {
    this.catalogue = catalogue;
    this.returns = returns;
    this.settings = settings;
    this.meters = meters;
  }

  /** The model's best items for a query, without any stage. */
  @FunctionalInterface
  interface Ranker {
    /** In order; empty if there are none. */
    Optional<List<ServedItem>> rank(RankItems.Query query);
  }

  /** The list after all stages; empty if the model has nothing to say about the taste. */
  Optional<List<ServedItem>> rank(ServableModel with, RankItems.Query query, Ranker ranker) {
    Staging staging = query.staging();
    int candidates =
        staging.isMixed()
            ? query.limit()
            : settings.candidates(query.limit(), staging.ignored().size());
    Further further = new Further(with, query, ranker);
    return ranker
        .rank(query.withLimit(candidates))
        .map(
            retrieved ->
                meters.strategies(
                    () ->
                        served(
                            staging
                                .pipeline()
                                .apply(
                                    further.candidates(retrieved),
                                    situation(with, query, further),
                                    staging.trace()))));
  }

  private Situation situation(ServableModel with, RankItems.Query query, Retrieval further) {
    return new Situation(
        with.model(),
        query.taste().history(with.model()),
        catalogue,
        further,
        query.staging().ignored(),
        returns,
        query.at(),
        query.staging().isMixed() ? query.staging().places() : query.limit(),
        query.staging().seed());
  }

  private static List<ServedItem> served(List<Candidate> candidates) {
    List<ServedItem> served = new ArrayList<>(candidates.size());
    for (Candidate candidate : candidates) {
      served.add(
          new ServedItem(
              candidate.itemId(), served.size(), candidate.score(), candidate.propensity(), null));
    }
    return served;
  }

  /** Further items of one request's model. */
  private final class Further implements Retrieval {
    private final ServableModel with;
    private final RankItems.Query query;
    private final Ranker ranker;

    Further(ServableModel with, RankItems.Query query, Ranker ranker) {
      this.with = with;
      this.query = query;
      this.ranker = ranker;
    }

    @Override
    public Candidate named(String itemId) {
      boolean exists = with.model().items().contains(itemId) || catalogue.knows(itemId);
      boolean asked =
          query.candidates() == null
              ? !(query.hideSeen() && query.taste().seen().contains(itemId))
              : query.candidates().contains(itemId);
      return exists && asked ? only(query.among(List.of(itemId)).withLimit(1)) : null;
    }

    private Candidate only(RankItems.Query one) {
      return candidates(ranker.rank(one).orElse(List.of())).stream().findFirst().orElse(null);
    }

    @Override
    public List<Candidate> best(Filter filter, int count) {
      Filter all =
          query.filter() == null ? filter : new Filter.All(List.of(query.filter(), filter));
      return candidates(ranker.rank(query.filteredBy(all).withLimit(count)).orElse(List.of()));
    }

    List<Candidate> candidates(List<ServedItem> ranked) {
      IdMap items = with.model().items();
      List<Candidate> candidates = new ArrayList<>(ranked.size());
      for (ServedItem each : ranked) {
        int item = items.indexOf(each.itemId());
        candidates.add(
            Candidate.retrieved(
                item == IdMap.ABSENT ? Candidate.UNKNOWN : item,
                item == IdMap.ABSENT ? catalogue.number(each.itemId()) : with.numbers()[item],
                each.itemId(),
                each.score()));
      }
      return candidates;
    }
  }
}
