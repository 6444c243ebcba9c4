package io.holdfast.recommender.rest;

import io.holdfast.contracts.event.ServedItem;
import io.holdfast.recommender.serving.ItemExplanation;
import io.holdfast.recommender.serving.ListExplanation;
import io.holdfast.recommender.strategy.StageEffect;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One place of a list at the wire.
 *
 * @param itemId what to show
 * @param position from 0
 * @param score the ranker's score, comparable within its list, and its team or source, only
 * @param propensity the probability that the item got its place; absent where nothing was random
 * @param team the variant whose ranking brought it, where two are interleaved
 * @param source what brought it, where the scenario mixes sources, in the words of the list's
 *     source; absent otherwise, and where a pin alone did
 * @param explanation why it has its score; absent if that was not asked for
 * @param strategies what moved it, in the order of the stages; absent if that was not asked for
 */
public record RecommendedItem(
    String itemId,
    int position,
    double score,
    Double propensity,
    String team,
    String source,
    ItemExplanation explanation,
    List<StageEffect> strategies) {

  /**
   * Items with their explanations.
   *
   * @param why null if there is none
   */
  static List<RecommendedItem> of(List<ServedItem> items, ListExplanation why) {
    return IntStream.range(0, items.size()).mapToObj(place -> of(items, place, why)).toList();
  }

  private static RecommendedItem of(List<ServedItem> items, int place, ListExplanation why) {
    ServedItem item = items.get(place);
    return new RecommendedItem(
        item.itemId(),
        item.position(),
        item.score(),
        item.propensity(),
        item.team(),
        item.source(),
        why == null ? null : why.items().get(place),
        why == null ? null : why.strategies().get(place));
  }
}
