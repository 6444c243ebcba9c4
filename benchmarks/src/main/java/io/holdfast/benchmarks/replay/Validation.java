package io.holdfast.benchmarks.replay;

import io.holdfast.core.data.InteractionLog;
import io.holdfast.core.model.History;
import io.holdfast.core.model.RankingModel;
import io.holdfast.core.retrieval.ItemFilter;
import io.holdfast.core.retrieval.TopK;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Chooses a model's parameters on a period before the one that is replayed: trained on what was
 * before it, asked before each of its baskets with all that the customer bought until then, as the
 * service would be.
 */
final class Validation {
  /** As many of a user's last interactions count as recommender-api reads. */
  private static final int HISTORY = 500;

  private static final String TYPE = "purchase";

  private final InteractionLog before;
  private final List<Basket> baskets;
  private final Map<String, List<Basket>> histories = new HashMap<>();

  /**
   * A period of a log.
   *
   * @param from its first second
   * @param until the first second after it
   */
  Validation(InteractionLog log, long from, long until) {
    this.before = log.where(row -> log.epochSecond(row) < from);
    for (Basket basket : Basket.of(before)) {
      histories.computeIfAbsent(basket.userId(), user -> new ArrayList<>()).add(basket);
    }
    this.baskets =
        Basket.of(log.where(row -> log.epochSecond(row) >= from && log.epochSecond(row) < until));
  }

  /**
   * A candidate and how it did.
   *
   * @param candidate which
   * @param recall the mean share of the next basket that is in the list
   * @param baskets how many
   */
  record Outcome(Candidate candidate, double recall, int baskets) {}

  /** Every candidate's outcome, best first. */
  List<Outcome> outcomes(List<Candidate> candidates, int length) {
    return candidates.stream()
        .map(candidate -> outcome(candidate, length))
        .sorted(Comparator.comparingDouble(Outcome::recall).reversed())
        .toList();
  }

  private Outcome outcome(Candidate candidate, int length) {
    RankingModel model = candidate.train(before);
    Map<String, List<Basket>> known = new HashMap<>();
    histories.forEach((user, past) -> known.put(user, new ArrayList<>(past)));
    double sum = 0;
    int asked = 0;
    for (Basket basket : baskets) {
      List<Basket> past = known.get(basket.userId());
      if (past != null) {
        TopK top = model.recommend(history(model, past), length, ItemFilter.all());
        List<String> ids = Arrays.stream(top.items()).mapToObj(model.items()::id).toList();
        sum += basket.recall(ids);
        asked++;
        past.add(basket);
      }
    }
    return new Outcome(candidate, sum / asked, asked);
  }

  private static History history(RankingModel model, List<Basket> past) {
    List<Basket> latest = new ArrayList<>();
    int size = 0;
    for (Basket basket : past.reversed()) {
      if (size < HISTORY) {
        latest.addFirst(basket);
        size += basket.items().size();
      }
    }
    History.Builder history = History.builder(model.items());
    for (Basket basket : latest) {
      for (String item : basket.items()) {
        history.add(item, 1f, basket.epochSecond(), TYPE);
      }
    }
    return history.build();
  }
}
