package io.holdfast.recommender.serving;

import io.holdfast.contracts.clock.Clock;
import io.holdfast.contracts.event.ServedItem;
import io.holdfast.core.filter.Filter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/**
 * The items that gain users faster than before, the same for everybody. An item is listed if that
 * is so with a probability of 95 %; its score is the factor that it gains at least. Thread-safe.
 */
@ApplicationScoped
public class ListTrending {
  private final CountedModels counted;
  private final RankItems ranker;
  private final Clock clock;

  ListTrending(CountedModels counted, RankItems ranker, Clock clock) {
    this.counted = counted;
    this.ranker = ranker;
    this.clock = clock;
  }

  /**
   * The items in order; fewer than {@code limit} if fewer rise.
   *
   * @param limit how many
   * @param filter what an item must be like; null for anything
   */
  public List<ServedItem> list(int limit, Filter filter) {
    RankItems.Query query = RankItems.Query.forEverybody(filter, Set.of(), clock.now(), limit);
    return counted.rising().flatMap(rising -> ranker.rank(rising, query)).orElse(List.of());
  }
}
