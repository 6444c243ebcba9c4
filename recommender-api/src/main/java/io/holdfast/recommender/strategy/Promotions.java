package io.holdfast.recommender.strategy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Sets all pins of a list at once, so that none moves another: the pinned items take their places
 * and the others fill the rest in their order. A pin comes past the rules of the request, so an
 * item that may not be shown, is excluded or seen does not come, and its place goes to the next
 * item of the list; so does the place of a filter which no item passes. An item that is pinned
 * beyond the end of the list comes where it would without its pin, or last. An item that two pins
 * want comes once, at the first place.
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
    Map<Integer, Candidate> promoted = promoted(pool, situation.limit(), situation.retrieval());
    return candidates -> placed(candidates, promoted, Candidate::itemId);
  }

  /** A list with the promoted items at their places. */
  static <T> List<T> placed(List<T> list, Map<Integer, T> promoted, Function<T, String> itemId) {
    Map<String, T> others = new LinkedHashMap<>();
    list.forEach(item -> others.put(itemId.apply(item), item));
    promoted.values().forEach(item -> others.putIfAbsent(itemId.apply(item), item));
    int size = others.size();
    Map<Integer, T> set = new HashMap<>();
    promoted.forEach(
        (position, item) -> {
          if (position < size) {
            set.put(position, item);
            others.remove(itemId.apply(item));
          }
        });
    Iterator<T> next = others.values().iterator();
    List<T> places = new ArrayList<>(size);
    for (int place = 0; place < size; place++) {
      places.add(set.containsKey(place) ? set.get(place) : next.next());
    }
    return places;
  }

  /** The pinned items by place, in the order of places. */
  Map<Integer, Candidate> promoted(List<Candidate> pool, int limit, Retrieval retrieval) {
    Map<String, Candidate> known = new LinkedHashMap<>();
    pool.forEach(candidate -> known.put(candidate.itemId(), candidate));
    Map<Integer, Candidate> promoted = new LinkedHashMap<>();
    Set<String> taken = new HashSet<>();
    for (Pin pin : pins) {
      if (pin.position() >= limit) {
        continue;
      }
      for (Candidate candidate : wanted(pin, known, taken.size() + 1, retrieval)) {
        if (taken.add(candidate.itemId())) {
          promoted.put(pin.position(), known.getOrDefault(candidate.itemId(), candidate));
          break;
        }
      }
    }
    return promoted;
  }

  private static List<Candidate> wanted(
      Pin pin, Map<String, Candidate> known, int count, Retrieval retrieval) {
    if (pin.itemId() == null) {
      return retrieval.best(pin.filter(), count);
    }
    Candidate candidate = known.get(pin.itemId());
    if (candidate == null) {
      candidate = retrieval.named(pin.itemId());
    }
    return candidate == null ? List.of() : List.of(candidate);
  }
}
