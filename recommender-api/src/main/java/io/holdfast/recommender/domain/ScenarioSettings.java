package io.holdfast.recommender.domain;

import java.util.List;

/**
 * How a scenario's lists are made.
 *
 * @param sources where items come from, and in which shares; at least one
 * @param filter what an item must be like; null for anything
 * @param allow the only items that may come; null for all
 * @param deny items that never come
 * @param strategies what is done to a list after retrieval, in that order
 * @param limit how many items if the request does not say
 * @param hideSeen whether items the user has dealt with stay away; a shop may want repeats
 * @param seenTypes interactions of these types make an item seen; null for those of the service
 * @param seenDays for how many days an item stays seen; null for as long as the history reaches
 * @param fallback what comes where the sources have nothing
 */
public record ScenarioSettings(
    List<SourceShare> sources,
    String filter,
    List<String> allow,
    List<String> deny,
    List<StrategySpec> strategies,
    int limit,
    boolean hideSeen,
    List<String> seenTypes,
    Integer seenDays,
    Fallback fallback) {
  /** The source that every list comes from unless a scenario says otherwise. */
  public static final String MODEL_SOURCE = "model";

  private static final int STANDARD_LIMIT = 10;

  /** Those of a scenario of which nothing is said. */
  public static final ScenarioSettings STANDARD =
      new ScenarioSettings(null, null, null, null, null, STANDARD_LIMIT, true, null, null, null);

  /** Settings that an earlier version of the service wrote may lack some. */
  public ScenarioSettings {
    sources = sources == null ? List.of(new SourceShare(MODEL_SOURCE, 1)) : List.copyOf(sources);
    allow = allow == null ? null : List.copyOf(allow);
    deny = deny == null ? List.of() : List.copyOf(deny);
    strategies = strategies == null ? List.of() : List.copyOf(strategies);
    seenTypes = seenTypes == null ? null : List.copyOf(seenTypes);
    fallback = fallback == null ? Fallback.POPULAR : fallback;
  }

  /** Whether lists come from the model alone. */
  public boolean fromModelAlone() {
    return sources.size() == 1 && sources.getFirst().name().equals(MODEL_SOURCE);
  }

  /**
   * A source and its part of the list.
   *
   * @param name which
   * @param share how many of the places it gets, relative to the others' shares; above 0
   */
  public record SourceShare(String name, double share) {}

  /** What comes where the sources have nothing. */
  public enum Fallback {
    /** The most popular items. */
    POPULAR,
    /** Nothing: an empty list. */
    NONE
  }
}
