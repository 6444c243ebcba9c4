package io.holdfast.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a demo came to.
 *
 * @param acceptedEvents interactions and lists that the APIs acknowledged
 * @param storedEvents interactions and lists that the log holds
 * @param models the two models
 * @param results metrics-dashboard's final results
 * @param decision the last decision, with its evidence; null if there was none
 * @param activeModel the model that is active in the registry at the end
 * @param truth the counterfactual lift in day-7 retention; null if nobody's day 7 is over
 * @param seconds how long each phase took
 */
public record DemoReport(
    long acceptedEvents,
    long storedEvents,
    List<Model> models,
    JsonNode results,
    JsonNode decision,
    String activeModel,
    Double truth,
    Map<String, Double> seconds) {

  /**
   * A model of the demo.
   *
   * @param variant whose it is
   * @param name its name
   * @param version its version
   * @param metrics offline metrics
   */
  public record Model(String variant, String name, String version, Map<String, Double> metrics) {}

  /** What was decided: {@code promote}, {@code keep-running} or {@code roll-back}. */
  public String action() {
    return decision == null ? "keep-running" : decision.path("action").asText();
  }

  /** The challenger's estimate of a metric, if there is one. */
  public Optional<JsonNode> challenger(String metric) {
    JsonNode variant = metric(metric).path("variants").path(0);
    return variant.hasNonNull("difference") ? Optional.of(variant) : Optional.empty();
  }

  private JsonNode metric(String name) {
    for (JsonNode metric : results.path("metrics")) {
      if (metric.path("name").asText().equals(name)) {
        return metric;
      }
    }
    return MissingNode.getInstance();
  }

  /** The document of {@code demo --json}; its intervals are always-valid ones. */
  public Map<String, Object> document() {
    Map<String, Object> experiment = new LinkedHashMap<>();
    experiment.put("key", Experiment.KEY);
    Map<String, Object> srm = new LinkedHashMap<>();
    srm.put("p", results.path("srm").path("p"));
    srm.put("healthy", results.path("srm").path("healthy").asBoolean());
    experiment.put("srm", srm);
    experiment.put("variants", models.stream().map(this::variant).toList());
    experiment.put(
        "lift",
        ordered(
            "day7",
            lift(Experiment.RETENTION),
            "sessionSeconds",
            lift(Experiment.SESSION_SECONDS)));

    Map<String, Object> document = new LinkedHashMap<>();
    document.put("events", ordered("accepted", acceptedEvents, "stored", storedEvents));
    document.put(
        "models",
        models.stream()
            .map(
                model -> {
                  Map<String, Object> entry = new LinkedHashMap<>();
                  entry.put("name", model.name());
                  entry.put("version", model.version());
                  entry.put("metrics", model.metrics());
                  return entry;
                })
            .toList());
    document.put("experiment", experiment);
    document.put("truth", Map.of("day7", single("difference", truth)));
    Map<String, Object> decided = new LinkedHashMap<>();
    decided.put("action", action());
    decided.put("activeModel", activeModel);
    if (decision != null) {
      decided.put("reasons", decision.path("reasons"));
      decided.put("decidedAt", decision.path("decidedAt"));
      decided.put("evidence", decision.path("evidence"));
    }
    document.put("decision", decided);
    document.put("seconds", seconds);
    return document;
  }

  private Map<String, Object> variant(Model model) {
    Map<String, Object> variant = new LinkedHashMap<>();
    variant.put("name", model.variant());
    variant.put("model", model.name() + "@" + model.version());
    variant.put("users", users(model.variant()));
    variant.put(
        "retention",
        ordered(
            "day1", value("retention-day-1", model.variant()),
            "day7", value(Experiment.RETENTION, model.variant())));
    variant.put("sessionSeconds", value(Experiment.SESSION_SECONDS, model.variant()));
    return variant;
  }

  private long users(String variant) {
    for (JsonNode exposure : results.path("exposures")) {
      if (exposure.path("variant").asText().equals(variant)) {
        return exposure.path("users").asLong();
      }
    }
    return 0;
  }

  private Map<String, Object> value(String metric, String variant) {
    List<JsonNode> arms = new ArrayList<>();
    arms.add(metric(metric).path("control"));
    metric(metric).path("variants").forEach(arms::add);
    for (JsonNode arm : arms) {
      if (arm.path("name").asText().equals(variant)) {
        return ordered("value", arm.path("value"), "interval", arm.path("valueInterval"));
      }
    }
    return ordered("value", null, "interval", null);
  }

  private Map<String, Object> lift(String metric) {
    return challenger(metric)
        .map(
            estimate ->
                ordered(
                    "difference",
                    estimate.path("difference"),
                    "interval",
                    estimate.path("alwaysValidInterval")))
        .orElseGet(() -> ordered("difference", null, "interval", null));
  }

  private static Map<String, Object> single(String key, Object value) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(key, value);
    return map;
  }

  private static Map<String, Object> ordered(
      String firstKey, Object first, String secondKey, Object second) {
    Map<String, Object> map = single(firstKey, first);
    map.put(secondKey, second);
    return map;
  }
}
