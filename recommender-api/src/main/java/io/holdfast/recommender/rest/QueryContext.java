package io.holdfast.recommender.rest;

import io.holdfast.contracts.event.Bounds;
import io.holdfast.contracts.problem.Violations;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A request's context out of a query, each entry as {@code name:value}. */
final class QueryContext {
  static final String DESCRIPTION =
      "Where the request comes from, each time as name:value: experiments are targeted by it, and"
          + " of a new user it says what is popular there";
  static final String EXAMPLE = "country:NL";

  private static final String FIELD = "context";

  private QueryContext() {}

  /**
   * The context; values are texts.
   *
   * @throws io.holdfast.contracts.problem.ProblemException if an entry is none, is there twice, or
   *     there are too many
   */
  static Map<String, Object> read(List<String> entries) {
    Violations violations = new Violations();
    violations.size(FIELD, entries, Bounds.MAP_ENTRIES);
    violations.throwIfAny();
    Map<String, Object> context = new LinkedHashMap<>();
    for (String entry : entries) {
      int colon = entry.indexOf(':');
      boolean good =
          violations.check(
              colon >= 1
                  && colon <= Bounds.MAP_KEY_LENGTH
                  && entry.length() - colon - 1 <= Bounds.MAP_VALUE_LENGTH
                  && Texts.isStorable(entry),
              FIELD,
              "must be name:value with a name of 1 to %d and a value of at most %d characters"
                  .formatted(Bounds.MAP_KEY_LENGTH, Bounds.MAP_VALUE_LENGTH));
      if (good) {
        String name = entry.substring(0, colon);
        violations.check(
            context.put(name, entry.substring(colon + 1)) == null,
            FIELD,
            "must not tell " + name + " twice");
      }
    }
    violations.throwIfAny();
    return context;
  }
}
