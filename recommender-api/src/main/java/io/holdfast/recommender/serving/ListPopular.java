package io.holdfast.recommender.serving;

import io.holdfast.contracts.event.ModelReference;
import io.holdfast.contracts.event.ServedItem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The most popular items, the same for everybody. Thread-safe. */
@ApplicationScoped
public class ListPopular {
  private final ModelShelf shelf;
  private final RankItems ranker;

  ListPopular(ModelShelf shelf, RankItems ranker) {
    this.shelf = shelf;
    this.ranker = ranker;
  }

  /**
   * The list.
   *
   * @param model the model that tells the popularity; absent if it was counted from the log
   * @param items in order; empty if nothing is known yet
   */
  public record Popular(ModelReference model, List<ServedItem> items) {}

  /** The {@code limit} most popular items. */
  public Popular list(int limit) {
    ServableModel popular = shelf.shelf().popular();
    if (popular == null) {
      return new Popular(null, List.of());
    }
    RankItems.Query query = new RankItems.Query(Taste.NONE, false, null, limit);
    return new Popular(popular.reference(), ranker.rank(popular, query).orElse(List.of()));
  }
}
