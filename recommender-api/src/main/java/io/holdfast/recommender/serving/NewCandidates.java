package io.holdfast.recommender.serving;

import io.holdfast.contracts.event.ServedItem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The items that were published last, whether a model knows them or not, those of the user's
 * categories before others. Of the latest {@value #MOST_CONSIDERED} that may come, an item that was
 * published d days ago has the score {@link CategoryTaste taste} / (1 + d). Thread-safe.
 */
@ApplicationScoped
class NewCandidates implements CandidateSource {
  /** How many of the latest are compared. */
  static final int MOST_CONSIDERED = 500;

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

  private record Scored(String itemId, double score) {}

  @Override
  public Optional<FallbackChain.Ranked> rank(Shelf shelf, RankItems.Query query) {
    List<Scored> scored = scored(query);
    scored.sort(Comparator.comparingDouble(Scored::score).reversed());
    List<ServedItem> list = new ArrayList<>(query.limit());
    for (Scored item : scored.subList(0, Math.min(query.limit(), scored.size()))) {
      list.add(new ServedItem(item.itemId(), list.size(), item.score(), null, null));
    }
    return list.isEmpty()
        ? Optional.empty()
        : Optional.of(new FallbackChain.Ranked(Source.NEW, null, List.of(), list, null));
  }

  private List<Scored> scored(RankItems.Query query) {
    RankItems.Admitted admitted = ranker.admitted(query);
    CategoryTaste taste = CategoryTaste.of(query.taste(), catalogue);
    int most = Math.max(MOST_CONSIDERED, query.limit());
    List<Scored> scored = new ArrayList<>();
    for (NewItems.Item item : catalogue.newest().publishedBy(query.at())) {
      if (scored.size() == most) {
        break;
      }
      String id = item.itemId();
      boolean seen = query.hideSeen() && query.taste().seen().contains(id);
      if (!seen && !query.excluded().contains(id) && admitted.number(item.number())) {
        double recency = 1 / (1 + days(item.publishedAt(), query.at()));
        scored.add(new Scored(id, taste.share(catalogue.categories(item.number())) * recency));
      }
    }
    return scored;
  }

  private static double days(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / MILLIS_A_DAY;
  }
}
