package io.holdfast.recommender.strategy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which stage moved which item from where to where, noted for whoever asks why a list is as it is.
 * Places are those among all candidates. Not thread-safe.
 */
public final class StageTrace {
  private final Map<String, List<StageEffect>> effects = new HashMap<>();

  /** Forgets everything: another list begins. */
  void begin() {
    effects.clear();
  }

  /** Takes what another trace has of an item, after what this one has. */
  public void take(StageTrace other, String itemId) {
    effects.computeIfAbsent(itemId, none -> new ArrayList<>()).addAll(other.effects(itemId));
  }

  /** Notes what a stage of that kind did. */
  void note(String kind, List<Candidate> before, List<Candidate> after) {
    noteOrder(kind, ids(before), ids(after));
  }

  private static List<String> ids(List<Candidate> candidates) {
    return candidates.stream().map(Candidate::itemId).toList();
  }

  /** Notes what a stage of that kind did to an order of items. */
  public void noteOrder(String kind, List<String> before, List<String> after) {
    Map<String, Integer> places = new HashMap<>();
    for (int place = 0; place < before.size(); place++) {
      places.put(before.get(place), place);
    }
    for (int place = 0; place < after.size(); place++) {
      String itemId = after.get(place);
      Integer from = places.get(itemId);
      if (from == null || from != place) {
        effects
            .computeIfAbsent(itemId, none -> new ArrayList<>())
            .add(new StageEffect(kind, from, place));
      }
    }
  }

  /** What moved an item, in the order of the stages; empty if nothing did. */
  public List<StageEffect> effects(String itemId) {
    return List.copyOf(effects.getOrDefault(itemId, List.of()));
  }
}
