package io.holdfast.recommender.rest;

import io.holdfast.contracts.problem.Violations;
import io.holdfast.core.filter.Filter;
import io.holdfast.core.filter.FilterSyntaxException;
import java.util.List;

/** Filters as requests write them. */
final class Filters {
  /** What descriptions of the API say of them. */
  static final String DESCRIPTION =
      "What an item must be like to be in the list, over its attributes; see docs/filters.md";

  /** A filter for descriptions. */
  static final String EXAMPLE = "category in ('a','b') and price < 20 and publishedAt > now()-30d";

  /** What descriptions of the API say of the domain. */
  static final String DOMAIN_DESCRIPTION =
      "Only items of this domain come; the user's taste of all domains counts";

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
   * Lets only items of a domain pass.
   *
   * @param filter what an item must be like besides; null for anything
   * @param domain null for any
   */
  static Filter within(String domain, Filter filter) {
    if (domain == null) {
      return filter;
    }
    Filter inside =
        new Filter.Test(
            new Filter.Attribute(Filter.Source.DOMAIN, "domain"),
            Filter.Operator.EQUAL,
            List.of(new Filter.Value.Text(domain)));
    return filter == null ? inside : new Filter.All(List.of(inside, filter));
  }

  /**
   * The filter of a query's parameters {@code filter} and {@code domain}; null if it has neither.
   *
   * @throws io.holdfast.contracts.problem.ProblemException if one of them is not valid
   */
  static Filter require(String filter, String domain) {
    Violations violations = new Violations();
    Filter asked = read("filter", filter, violations);
    violations.throwIfAny();
    return within(domain == null ? null : Texts.requireId("domain", domain), asked);
  }
}
