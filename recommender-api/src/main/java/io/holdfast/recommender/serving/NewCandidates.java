package io.holdfast.recommender.serving;

import io.holdfast.contracts.event.ServedItem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The items that were published last, whether a model knows them or not. An item that was published
 * d days ago has the score 1 / (1 + d). Thread-safe.
 */
@ApplicationScoped
class NewCandidates implements CandidateSource {
  private static final double MILLIS_A_DAY = Duration.ofDays(1).toMillis();

  private final CatalogueView catalogue;
  private final RankItems ranker;

  NewCandidates(CatalogueView catalogue, RankItems ranker) {
    this.catalogue = catalogue;
    this.ranker = ranker;
  }

  @Override
  public String name() {
    return "new";
  }

  @Override
  public Optional<FallbackChain.Ranked> rank(Shelf shelf, RankItems.Query query) {
    RankItems.Admitted admitted = ranker.admitted(query);
    List<ServedItem> list = new ArrayList<>(query.limit());
    for (NewItems.Item item : catalogue.newest().publishedBy(query.at())) {
      if (list.size() == query.limit()) {
        break;
      }
      String id = item.itemId();
      boolean seen = query.hideSeen() && query.taste().seen().contains(id);
      if (!seen && !query.excluded().contains(id) && admitted.number(item.number())) {
        list.add(new ServedItem(id, list.size(), score(item, query.at()), null, null));
      }
    }
    return list.isEmpty()
        ? Optional.empty()
        : Optional.of(new FallbackChain.Ranked(Source.NEW, null, List.of(), list, null));
  }

  private static double score(NewItems.Item item, Instant at) {
    return 1 / (1 + Duration.between(item.publishedAt(), at).toMillis() / MILLIS_A_DAY);
  }
}
