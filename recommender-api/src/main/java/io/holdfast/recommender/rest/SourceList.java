package io.holdfast.recommender.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.contracts.event.Bounds;
import io.holdfast.contracts.problem.Violations;
import io.holdfast.recommender.domain.ScenarioSettings.SourceShare;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The sources of a scenario, element by element. Not thread-safe. */
final class SourceList {
  private static final double EQUAL_SHARE = 1;

  private final Set<String> names;
  private final Violations violations;
  private final Set<String> taken = new HashSet<>();
  private final List<SourceShare> shares = new ArrayList<>();
  private int elements;

  SourceList(Set<String> names, Violations violations) {
    this.names = names;
    this.violations = violations;
  }

  void add(JsonNode element) {
    String field = "sources[" + elements++ + "]";
    if (!element.isObject()) {
      violations.add(field, "must be an object with name and share");
      return;
    }
    JsonFields fields = new JsonFields(element, violations.below(field));
    String name = fields.text("name", Bounds.ID_LENGTH);
    Double share = fields.number("share");
    boolean good = fields.violations().required("name", name);
    good &= fields.violations().oneOf("name", name, names);
    good &=
        fields
            .violations()
            .check(
                share == null || (share > 0 && share <= 1),
                "share",
                "must be above 0 and at most 1; shares count relative to each other");
    if (good && fields.violations().check(taken.add(name), "name", "must not come twice")) {
      shares.add(new SourceShare(name, share == null ? EQUAL_SHARE : share));
    }
  }

  /** Those that are good. */
  List<SourceShare> shares() {
    return shares;
  }
}
