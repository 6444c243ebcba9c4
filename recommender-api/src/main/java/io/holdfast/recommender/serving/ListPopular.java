package io.holdfast.recommender.serving;

import io.holdfast.contracts.clock.Clock;
import io.holdfast.contracts.event.ModelReference;
import io.holdfast.contracts.event.ServedItem;
import io.holdfast.core.filter.Filter;
import io.holdfast.recommender.domain.ScenarioSettings.Fallback;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/** The most popular items, the same for everybody. Thread-safe. */
@ApplicationScoped
public class ListPopular {
  private final ModelShelf shelf;
  private final RankItems ranker;
  private final Clock clock;

  ListPopular(ModelShelf shelf, RankItems ranker, Clock clock) {
    this.shelf = shelf;
    this.ranker = ranker;
    this.clock = clock;
  }

  /**
   * The list.
   *
   * @param model the model that tells the popularity; absent if it was counted from the log
   * @param items in order; empty if nothing is known yet
   */
  public record Popular(ModelReference model, List<ServedItem> items) {}

  /**
   * The most popular items.
   *
   * @param limit how many
   * @param filter what an item must be like; null for anything
   */
  public Popular list(int limit, Filter filter) {
    ServableModel popular = shelf.shelf().popular();
    if (popular == null) {
      return new Popular(null, List.of());
    }
    RankItems.Query query =
        new RankItems.Query(
            Taste.NONE,
            false,
            null,
            filter,
            null,
            Set.of(),
            clock.now(),
            limit,
            Fallback.NONE,
            Staging.NONE);
    return new Popular(popular.reference(), ranker.rank(popular, query).orElse(List.of()));
  }
}
