package io.holdfast.recommender.domain;

/**
 * A named place of a list.
 *
 * @param name e.g. {@code home}
 * @param version grows with each change of it
 * @param hideSeen whether items the user has dealt with stay away; a shop may want repeats
 * @param limit how many items if the request does not say
 */
public record Scenario(String name, int version, boolean hideSeen, int limit) {

  /** The scenario of a request that names none. */
  public static final String DEFAULT_NAME = "home";
}
