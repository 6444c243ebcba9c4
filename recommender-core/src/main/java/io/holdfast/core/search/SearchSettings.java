package io.holdfast.core.search;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What to search.
 *
 * @param candidates how many settings to try, the shipped default among them; at least 2
 * @param metric what to compare them by: a mean over users, or an error of ratings
 * @param given parameters that stay as they are, name to text or value
 */
public record SearchSettings(int candidates, String metric, Map<String, ?> given) {

  /**
   * Checks the number of candidates and copies the map.
   *
   * @throws IllegalArgumentException if there are fewer than 2 candidates
   */
  public SearchSettings {
    if (candidates < 2) {
      throw new IllegalArgumentException("a search needs 2 candidates, not " + candidates);
    }
    given = new LinkedHashMap<>(given);
  }
}
