package io.holdfast.recommender.strategy;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    Map<Integer, Candidate> promoted = promoted(pool, situation);
    return candidates -> placed(candidates, promoted);
  }

  private static List<Candidate> placed(
      List<Candidate> candidates, Map<Integer, Candidate> promoted) {
    Map<String, Candidate> others = new LinkedHashMap<>();
    candidates.forEach(candidate -> others.put(candidate.itemId(), candidate));
    promoted.values().forEach(candidate -> others.putIfAbsent(candidate.itemId(), candidate));
    Candidate[] places = new Candidate[others.size()];
    promoted.forEach(
        (position, candidate) -> {
          if (position < places.length) {
            places[position] = candidate;
            others.remove(candidate.itemId());
          }
        });
    Iterator<Candidate> next = others.values().iterator();
    for (int place = 0; place < places.length; place++) {
      if (places[place] == null) {
        places[place] = next.next();
      }
    }
    return List.of(places);
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
