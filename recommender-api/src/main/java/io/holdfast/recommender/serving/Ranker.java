package io.holdfast.recommender.serving;

import java.util.Set;

/**
 * A model that brought items to a list.
 *
 * @param team the variant whose ranking it made, where two are interleaved; null otherwise
 * @param model the model
 * @param items those that it brought; null for all that it knows of its team
 */
record Ranker(String team, ServableModel model, Set<String> items) {

  /** The model that ranked the whole list. */
  static Ranker of(ServableModel model) {
    return new Ranker(null, model, null);
  }

  /** The same, for some of the list's items. */
  Ranker bringing(Set<String> some) {
    return new Ranker(team, model, some);
  }

  boolean brought(String team, String itemId) {
    return (team == null || team.equals(this.team)) && (items == null || items.contains(itemId));
  }
}
