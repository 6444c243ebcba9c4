package io.holdfast.recommender.serving;

import io.holdfast.contracts.event.ServedItem;
import io.holdfast.core.data.IdMap;
import io.holdfast.core.model.Explainer;
import io.holdfast.core.model.Explanation;
import io.holdfast.recommender.strategy.StageEffect;
import io.holdfast.recommender.strategy.StageTrace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jboss.logging.Logger;

/**
 * Says why the items of a list have their scores, by the models that brought them. A model that
 * fails to explain leaves its items unexplained and the list as it is. Thread-safe.
 */
@ApplicationScoped
class ExplainItems {
  private static final Logger LOG = Logger.getLogger(ExplainItems.class);

  /**
   * The explanation of a list that was just ranked.
   *
   * @param most how many contributions are told one by one of each item
   */
  ListExplanation explain(FallbackChain.Ranked ranked, RankItems.Query query, int most) {
    List<ServedItem> items = ranked.items();
    List<ItemExplanation> explanations =
        new ArrayList<>(
            Collections.nCopies(
                items.size(), ItemExplanation.without(ItemExplanation.UNKNOWN_ITEM, null)));
    for (Ranker ranker : ranked.rankers()) {
      int[] places = places(items, ranker);
      List<ItemExplanation> explained = explained(ranker.model(), items, places, query, most);
      for (int k = 0; k < places.length; k++) {
        explanations.set(places[k], explained.get(k));
      }
    }
    return new ListExplanation(explanations, effects(ranked), AppliedFilters.of(query));
  }

  private static List<List<StageEffect>> effects(FallbackChain.Ranked ranked) {
    StageTrace trace = ranked.trace();
    return ranked.items().stream()
        .map(item -> trace == null ? List.<StageEffect>of() : trace.effects(item.itemId()))
        .toList();
  }

  /**
   * Where in the list the items are that a model brought. In a mixed list without a team are those
   * that only one of the two models knows.
   */
  private static int[] places(List<ServedItem> items, Ranker ranker) {
    IdMap known = ranker.model().model().items();
    int[] places = new int[items.size()];
    int size = 0;
    for (int place = 0; place < places.length; place++) {
      ServedItem item = items.get(place);
      if (ranker.brought(item.team(), item.itemId()) && known.contains(item.itemId())) {
        places[size++] = place;
      }
    }
    return Arrays.copyOf(places, size);
  }

  private static List<ItemExplanation> explained(
      ServableModel with, List<ServedItem> items, int[] places, RankItems.Query query, int most) {
    if (with.model() instanceof Explainer explainer) {
      try {
        int[] indices =
            Arrays.stream(places)
                .map(place -> explainer.items().indexOf(items.get(place).itemId()))
                .toArray();
        return explainer.explain(query.taste().history(explainer), indices, most).stream()
            .map(explanation -> wire(explanation, with))
            .toList();
      } catch (RuntimeException e) {
        LOG.errorf(e, "model %s failed to explain its items", with.reference());
      }
    }
    return Collections.nCopies(
        places.length, ItemExplanation.without(ItemExplanation.UNEXPLAINED, with.reference()));
  }

  private static ItemExplanation wire(Explanation explanation, ServableModel by) {
    IdMap items = by.model().items();
    return new ItemExplanation(
        explanation.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        by.reference(),
        explanation.score(),
        explanation.baseline(),
        explanation.contributions().stream()
            .map(part -> new ItemExplanation.Contribution(items.id(part.item()), part.value()))
            .toList(),
        explanation.remainder());
  }
}
