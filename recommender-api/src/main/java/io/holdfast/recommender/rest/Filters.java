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

  private static final int MOST_CATEGORIES = 64;

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
    return domain == null
        ? filter
        : both(oneOf(Filter.Source.DOMAIN, "domain", List.of(domain)), filter);
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

  /**
   * The same with the parameter {@code category}: an item must have one of those, if there are any.
   *
   * @throws io.holdfast.contracts.problem.ProblemException if one of them is not valid
   */
  static Filter require(String filter, String domain, List<String> categories) {
    Filter asked = require(filter, domain);
    Texts.requireIds("category", categories, MOST_CATEGORIES);
    return categories.isEmpty()
        ? asked
        : both(oneOf(Filter.Source.CATEGORIES, "categories", categories), asked);
  }

  private static Filter oneOf(Filter.Source source, String name, List<String> values) {
    return new Filter.Test(
        new Filter.Attribute(source, name),
        values.size() == 1 ? Filter.Operator.EQUAL : Filter.Operator.IN,
        values.stream().<Filter.Value>map(Filter.Value.Text::new).toList());
  }

  private static Filter both(Filter inside, Filter filter) {
    return filter == null ? inside : new Filter.All(List.of(inside, filter));
  }
}
