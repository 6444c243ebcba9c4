package io.holdfast.recommender.scenario;

import io.holdfast.core.filter.Filter;
import io.holdfast.core.filter.FilterSyntaxException;
import io.holdfast.recommender.domain.Scenario;
import io.holdfast.recommender.domain.ScenarioSettings;
import java.util.ArrayList;
import java.util.List;

/**
 * A scenario with all that can be worked out before a request comes. Immutable; each is equal to
 * itself alone, so that what is worked out of it can be kept by it.
 */
public final class ReadyScenario {
  private static final Filter.Attribute ITEM_ID =
      new Filter.Attribute(Filter.Source.ITEM_ID, "itemId");

  private final Scenario scenario;
  private final Filter filter;

  /**
   * Makes it ready.
   *
   * @throws FilterSyntaxException if its filter is none
   */
  public ReadyScenario(Scenario scenario) {
    this.scenario = scenario;
    this.filter = filter(scenario.settings());
  }

  /** The scenario. */
  public Scenario scenario() {
    return scenario;
  }

  /** Its settings. */
  public ScenarioSettings settings() {
    return scenario.settings();
  }

  /** What its filter and its lists of items ask of an item together; null for nothing. */
  public Filter filter() {
    return filter;
  }

  private static Filter filter(ScenarioSettings settings) {
    List<Filter> all = new ArrayList<>(3);
    if (settings.filter() != null) {
      all.add(Filter.parse(settings.filter()));
    }
    if (settings.allow() != null) {
      all.add(listed(Filter.Operator.IN, settings.allow()));
    }
    if (!settings.deny().isEmpty()) {
      all.add(listed(Filter.Operator.NOT_IN, settings.deny()));
    }
    return switch (all.size()) {
      case 0 -> null;
      case 1 -> all.getFirst();
      default -> new Filter.All(all);
    };
  }

  private static Filter listed(Filter.Operator operator, List<String> ids) {
    List<Filter.Value> values =
        ids.stream().map(id -> (Filter.Value) new Filter.Value.Text(id)).toList();
    return new Filter.Test(ITEM_ID, operator, values);
  }
}
