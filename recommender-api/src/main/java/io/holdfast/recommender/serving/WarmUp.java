package io.holdfast.recommender.serving;

import io.holdfast.core.data.IdMap;
import io.holdfast.core.model.History;
import io.holdfast.core.model.RankingModel;
import io.holdfast.core.retrieval.TopK;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.SplittableRandom;

/**
 * Has a model rank made-up histories before it may serve: the code that it needs is compiled then
 * and its memory is touched, and one that cannot rank is found out while nobody waits. Thread-safe.
 */
@ApplicationScoped
class WarmUp {
  private static final long SEED = 1;
  private static final int LONGEST_HISTORY = 20;
  private static final int LIMIT = 10;
  private static final String TYPE = "click";

  private final ModelSettings settings;

  WarmUp(ModelSettings settings) {
    this.settings = settings;
  }

  /**
   * Ranks.
   *
   * @throws IllegalStateException if a score is not a finite number
   * @throws RuntimeException if the model fails
   */
  void run(RankingModel model) {
    if (model.items().size() == 0) {
      return;
    }
    SplittableRandom random = new SplittableRandom(SEED);
    for (int list = 0; list < settings.warmUpLists(); list++) {
      History history = history(model.items(), 1 + list % LONGEST_HISTORY, random);
      if (model.canRank(history)) {
        requireFinite(model.recommend(history, LIMIT, item -> true));
      }
    }
  }

  private static History history(IdMap items, int length, SplittableRandom random) {
    History.Builder history = History.builder(items);
    for (int k = 0; k < length; k++) {
      history.add(items.id(random.nextInt(items.size())), 1f, k, TYPE);
    }
    return history.build();
  }

  private static void requireFinite(TopK best) {
    for (int rank = 0; rank < best.size(); rank++) {
      if (!Float.isFinite(best.score(rank))) {
        throw new IllegalStateException("it gives an item the score " + best.score(rank));
      }
    }
  }
}
