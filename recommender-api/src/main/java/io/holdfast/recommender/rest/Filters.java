package io.holdfast.recommender.rest;

import io.holdfast.contracts.problem.Violations;
import io.holdfast.core.filter.Filter;
import io.holdfast.core.filter.FilterSyntaxException;

/** Filters as requests write them. */
final class Filters {
  /** What descriptions of the API say of them. */
  static final String DESCRIPTION =
      "What an item must be like to be in the list, over its attributes; see docs/filters.md";

  /** A filter for descriptions. */
  static final String EXAMPLE = "category in ('a','b') and price < 20 and publishedAt > now()-30d";

  private Filters() {}

  /** The filter; null if there is none, or if it is not valid, which is told. */
  static Filter read(String field, String text, Violations violations) {
    if (text == null) {
      return null;
    }
    try {
      return Filter.parse(text);
    } catch (FilterSyntaxException e) {
      violations.add(field, e.getMessage());
      return null;
    }
  }

  /**
   * The filter of a query; null if there is none.
   *
   * @throws io.holdfast.contracts.problem.ProblemException if it is not valid
   */
  static Filter require(String field, String text) {
    Violations violations = new Violations();
    Filter filter = read(field, text, violations);
    violations.throwIfAny();
    return filter;
  }
}
