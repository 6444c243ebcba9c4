package io.holdfast.core.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Where a search looks for good parameters of a model kind: a range for each parameter that is
 * worth trying; the others stay as they are. Immutable and thread-safe.
 *
 * @param ranges one range a parameter
 * @param epochs the whole-number parameter that says how long the kind trains, by which a search
 *     can shorten a trial; empty for kinds that are not trained step by step
 */
public record SearchSpace(List<SearchRange> ranges, Optional<String> epochs) {

  /**
   * Copies the ranges.
   *
   * @throws IllegalArgumentException if a parameter has two ranges, or the epochs have one
   */
  public SearchSpace {
    ranges = List.copyOf(ranges);
    long distinct = ranges.stream().map(SearchRange::parameter).distinct().count();
    if (distinct < ranges.size()) {
      throw new IllegalArgumentException("a parameter has two search ranges: " + ranges);
    }
    for (SearchRange range : ranges) {
      if (epochs.equals(Optional.of(range.parameter()))) {
        throw new IllegalArgumentException("epochs are the budget and have no search range");
      }
    }
  }

  /** Nothing to search. */
  public static SearchSpace empty() {
    return of();
  }

  /** These ranges, for a kind that is not trained step by step. */
  public static SearchSpace of(SearchRange... ranges) {
    return new SearchSpace(List.of(ranges), Optional.empty());
  }

  /** The same for a kind that trains as long as the parameter {@code name} says. */
  public SearchSpace trainedBy(String name) {
    return new SearchSpace(ranges, Optional.of(name));
  }

  /** The same without these parameters' ranges. */
  public SearchSpace without(Set<String> parameters) {
    return new SearchSpace(
        ranges.stream().filter(range -> !parameters.contains(range.parameter())).toList(), epochs);
  }

  /** Whether there is nothing to search. */
  public boolean isEmpty() {
    return ranges.isEmpty();
  }

  /** A value for each range, by parameter name, in the order of the ranges. */
  public Map<String, Object> draw(SplittableRandom random) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (SearchRange range : ranges) {
      values.put(range.parameter(), range.draw(random));
    }
    return values;
  }
}
