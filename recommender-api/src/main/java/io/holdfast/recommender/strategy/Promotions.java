package io.holdfast.recommender.strategy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Sets all pins of a list at once, so that none moves another: the pinned items take their places
 * and the others fill the rest in their order. A pin comes past the rules of the request, so an
 * item that may not be shown, is excluded or seen does not come, and its place goes to the next
 * item of the list; so does the place of a pin beyond the list's limit, and that of a filter which
 * no item passes. An item that two pins want comes once, at the first place.
 *
 * @param pins at different places
 */
record Promotions(List<Pin> pins) implements Stage {
  /** Sorts the pins by their places. */
  Promotions {
    pins = pins.stream().sorted(Comparator.comparingInt(Pin::position)).toList();
  }

  @Override
  public UnaryOperator<List<Candidate>> on(List<Candidate> pool, Situation situation) {
    Map<Integer, Candidate> promoted = promoted(pool, situation);
    Set<String> ids = new HashSet<>();
    promoted.values().forEach(candidate -> ids.add(candidate.itemId()));
    return candidates -> {
      List<Candidate> order = new ArrayList<>(candidates.size() + promoted.size());
      for (Candidate candidate : candidates) {
        takePinned(promoted, order);
        if (!ids.contains(candidate.itemId())) {
          order.add(candidate);
        }
      }
      takePinned(promoted, order);
      promoted.values().stream()
          .filter(candidate -> !order.contains(candidate))
          .forEach(order::add);
      return order;
    };
  }

  private static void takePinned(Map<Integer, Candidate> promoted, List<Candidate> order) {
    while (promoted.containsKey(order.size())) {
      order.add(promoted.get(order.size()));
    }
  }

  /** The pinned items by place, in the order of places. */
  private Map<Integer, Candidate> promoted(List<Candidate> pool, Situation situation) {
    Map<String, Candidate> known = new LinkedHashMap<>();
    pool.forEach(candidate -> known.put(candidate.itemId(), candidate));
    Map<Integer, Candidate> promoted = new LinkedHashMap<>();
    Set<String> taken = new HashSet<>();
    for (Pin pin : pins) {
      if (pin.position() >= situation.limit()) {
        continue;
      }
      for (Candidate candidate : wanted(pin, known, taken.size() + 1, situation)) {
        if (taken.add(candidate.itemId())) {
          promoted.put(pin.position(), known.getOrDefault(candidate.itemId(), candidate));
          break;
        }
      }
    }
    return promoted;
  }

  private static List<Candidate> wanted(
      Pin pin, Map<String, Candidate> known, int count, Situation situation) {
    if (pin.itemId() == null) {
      return situation.retrieval().best(pin.filter(), count);
    }
    Candidate candidate = known.get(pin.itemId());
    if (candidate == null) {
      candidate = situation.retrieval().named(pin.itemId());
    }
    return candidate == null ? List.of() : List.of(candidate);
  }
}
