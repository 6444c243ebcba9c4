package io.holdfast.recommender.domain;

import java.util.List;

/**
 * A named place of a list.
 *
 * @param name e.g. {@code home}
 * @param version grows with each change of it
 * @param hideSeen whether items the user has dealt with stay away; a shop may want repeats
 * @param limit how many items if the request does not say
 * @param strategies what is done to a list after retrieval, in that order
 */
public record Scenario(
    String name, int version, boolean hideSeen, int limit, List<StrategySpec> strategies) {
  public Scenario {
    strategies = List.copyOf(strategies);
  }

  /** The scenario of a request that names none. */
  public static final String DEFAULT_NAME = "home";
}
