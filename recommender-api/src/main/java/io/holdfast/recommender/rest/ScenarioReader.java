package io.holdfast.recommender.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.contracts.event.Bounds;
import io.holdfast.contracts.event.Interaction;
import io.holdfast.contracts.json.Json;
import io.holdfast.contracts.problem.ProblemException;
import io.holdfast.contracts.problem.Violations;
import io.holdfast.recommender.domain.CandidateSources;
import io.holdfast.recommender.domain.ScenarioSettings;
import io.holdfast.recommender.domain.ScenarioSettings.Fallback;
import io.holdfast.recommender.domain.ScenarioSettings.SourceShare;
import io.holdfast.recommender.scenario.SettingsReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The settings of a scenario, out of a request's body or a variant's parameters. All errors are
 * told at once. Thread-safe.
 */
@ApplicationScoped
class ScenarioReader implements SettingsReader {
  /** What an answer tells beside the settings, so that it can be sent back changed. */
  private static final Set<String> TOLD_BESIDE =
      Set.of("name", "version", "origin", "changedAt", "changedBy");

  private static final Set<String> SETTINGS =
      Set.of(
          "sources",
          "filter",
          "allow",
          "deny",
          "strategies",
          "limit",
          "hideSeen",
          "seenTypes",
          "seenDays",
          "fallback");

  private static final int LARGEST_FILTER = 4096;
  private static final int MOST_LISTED = 1000;
  private static final int MOST_TYPES = 20;
  private static final int MOST_DAYS = 3650;
  private static final List<String> FALLBACKS = List.of("popular", "none");

  private final CandidateSources sources;

  ScenarioReader(CandidateSources sources) {
    this.sources = sources;
  }

  /** The settings of a body. */
  ScenarioSettings read(JsonNode body) {
    Violations violations = new Violations();
    body.fieldNames()
        .forEachRemaining(
            name ->
                violations.check(
                    SETTINGS.contains(name) || TOLD_BESIDE.contains(name),
                    name,
                    "is no setting of a scenario"));
    ScenarioSettings settings =
        read(new JsonFields(body, violations), ScenarioSettings.STANDARD, violations);
    violations.throwIfAny();
    return settings;
  }

  /**
   * The version that a body says it changes; null if it says none.
   *
   * @throws ProblemException if the body is no object, or the version no number
   */
  static Integer version(JsonNode body) {
    if (body == null || !body.isObject()) {
      throw ProblemException.invalid("body", "must be an object with the scenario's settings");
    }
    Violations violations = new Violations();
    Integer version = new JsonFields(body, violations).integer("version", 1, Integer.MAX_VALUE);
    violations.throwIfAny();
    return version;
  }

  @Override
  public ScenarioSettings over(
      Map<String, Object> told, ScenarioSettings standing, Violations violations) {
    JsonNode object = Json.mapper().valueToTree(told);
    return read(new JsonFields(object, violations), standing, violations);
  }

  private ScenarioSettings read(
      JsonFields fields, ScenarioSettings standing, Violations violations) {
    String filter = fields.text("filter", LARGEST_FILTER);
    Filters.read("filter", filter, violations);
    Integer limit = fields.integer("limit", 1, RecommendationReader.LARGEST_LIST);
    Integer seenDays = fields.integer("seenDays", 1, MOST_DAYS);
    return new ScenarioSettings(
        fields.has("sources") ? sources(fields, violations) : standing.sources(),
        filter == null ? standing.filter() : filter,
        fields.has("allow") ? someIds("allow", fields, violations) : standing.allow(),
        fields.has("deny") ? ids("deny", fields, violations) : standing.deny(),
        fields.has("strategies")
            ? StrategiesReader.read(fields, violations)
            : standing.strategies(),
        limit == null ? standing.limit() : limit,
        fields.flag("hideSeen", standing.hideSeen()),
        fields.has("seenTypes") ? types(fields, violations) : standing.seenTypes(),
        seenDays == null ? standing.seenDays() : seenDays,
        fields.has("fallback") ? fallback(fields, violations) : standing.fallback());
  }

  private List<SourceShare> sources(JsonFields fields, Violations violations) {
    SourceList list = new SourceList(sources.names(), violations);
    fields.elements("sources", sources.names().size()).forEach(list::add);
    requireElement("sources", fields, violations);
    return list.shares();
  }

  private static List<String> someIds(String field, JsonFields fields, Violations violations) {
    requireElement(field, fields, violations);
    return ids(field, fields, violations);
  }

  private static List<String> ids(String field, JsonFields fields, Violations violations) {
    List<String> ids = fields.texts(field, MOST_LISTED, Bounds.ID_LENGTH);
    Set<String> distinct = new HashSet<>();
    for (int k = 0; k < ids.size(); k++) {
      String name = field + "[" + k + "]";
      violations.check(!ids.get(k).isBlank(), name, "must not be blank");
      violations.check(distinct.add(ids.get(k)), name, "must not come twice");
    }
    return ids;
  }

  private static List<String> types(JsonFields fields, Violations violations) {
    List<String> types = fields.texts("seenTypes", MOST_TYPES, Bounds.ID_LENGTH);
    for (int k = 0; k < types.size(); k++) {
      violations.pattern("seenTypes[" + k + "]", types.get(k), Interaction.TYPE);
    }
    requireElement("seenTypes", fields, violations);
    return types;
  }

  private static void requireElement(String field, JsonFields fields, Violations violations) {
    violations.check(!fields.isEmptyArray(field), field, "must have an element");
  }

  private static Fallback fallback(JsonFields fields, Violations violations) {
    String name = fields.text("fallback", Bounds.ID_LENGTH);
    violations.oneOf("fallback", name, FALLBACKS);
    return "none".equals(name) ? Fallback.NONE : Fallback.POPULAR;
  }
}
