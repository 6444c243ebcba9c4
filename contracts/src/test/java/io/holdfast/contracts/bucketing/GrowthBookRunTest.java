package io.holdfast.contracts.bucketing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.contracts.SharedData;
import io.holdfast.contracts.event.AssignmentReason;
import io.holdfast.contracts.json.Json;
import io.holdfast.contracts.targeting.Condition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Sections {@code run} and {@code stickyBucket} of the public vectors that every GrowthBook SDK is
 * tested by. Variants are called by their index, as the vectors tell them apart. The unit that is
 * split is the value of {@code hashAttribute} or else {@code fallbackAttribute}, which whoever
 * calls an {@link Assigner} chooses.
 */
final class GrowthBookRunTest {
  private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};
  private static final TypeReference<Map<String, List<Object>>> GROUPS = new TypeReference<>() {};

  /** The vectors that do not concern Holdfast, by what they would need. */
  private static final Map<String, Set<String>> LEFT_OUT =
      Map.of(
          "a browser's address: a service has none, people force variants by the context",
          Set.of("querystring force", "querystring force with inactive"),
          "a switch to turn an SDK or an experiment off: one that does not run is not in the active set",
          Set.of("globally disabled", "skip inactive experiments"),
          "an experiment that gives everyone one variant: a promotion does that here",
          Set.of(
              "negative forced variation",
              "high forced variation",
              "Works in QA mode if forced in experiment"),
          "a mode in which nobody is split",
          Set.of("Skips experiments in QA mode"),
          "experiments that depend on the value of another flag",
          Set.of("Prerequisite condition passes", "Prerequisite condition fails"));

  @TestFactory
  Stream<DynamicTest> run() throws IOException {
    return vectors("run").stream()
        .filter(vector -> LEFT_OUT.values().stream().noneMatch(all -> all.contains(name(vector))))
        .map(vector -> DynamicTest.dynamicTest(name(vector), () -> checkRun(vector)));
  }

  @Test
  void whatIsLeftOutIsThereAndIsFew() throws IOException {
    List<String> names = vectors("run").stream().map(GrowthBookRunTest::name).toList();
    List<String> leftOut = LEFT_OUT.values().stream().flatMap(Set::stream).toList();

    assertThat(names).containsAll(leftOut);
    assertThat(leftOut).hasSize(10);
  }

  @TestFactory
  Stream<DynamicTest> stickyBucket() throws IOException {
    return vectors("stickyBucket").stream()
        .map(vector -> DynamicTest.dynamicTest(name(vector), () -> checkSticky(vector)));
  }

  private static void checkRun(JsonNode vector) {
    JsonNode context = vector.get(1);
    JsonNode experiment = vector.get(2);
    Map<String, String> forced = new HashMap<>();
    context
        .path("forcedVariations")
        .propertyStream()
        .forEach(entry -> forced.put(entry.getKey(), entry.getValue().asText()));

    Optional<Assignment> assignment =
        assigner(experiment, experiment.path("key").asText(), context)
            .assign(user(context, experiment, forced, StickyVariants.NONE));

    boolean inExperiment = vector.get(4).booleanValue();
    assertThat(assignment.isPresent()).as(vector.toString()).isEqualTo(inExperiment);
    if (inExperiment) {
      int index = Integer.parseInt(assignment.get().variant());
      assertThat(experiment.path("variations").get(index)).isEqualTo(vector.get(3));
      boolean hashUsed = vector.get(5).booleanValue();
      assertThat(assignment.get().reason() != AssignmentReason.FORCED).isEqualTo(hashUsed);
    }
  }

  private static void checkSticky(JsonNode vector) {
    JsonNode context = vector.get(1);
    String feature = vector.get(3).asText();
    JsonNode rule = context.path("features").path(feature).path("rules").get(0);
    String key = rule.path("key").asText(feature);
    JsonNode expected = vector.get(4);

    Optional<Assignment> assignment =
        assigner(rule, key, context)
            .assign(user(context, rule, Map.of(), sticky(context, rule, vector.get(2))));

    assertThat(assignment.isPresent()).as(vector.toString()).isEqualTo(!expected.isNull());
    if (assignment.isPresent()) {
      assertThat(assignment.get().variant())
          .as(vector.toString())
          .isEqualTo(expected.path("variationId").asText());
      assertThat(assignment.get().reason() == AssignmentReason.STICKY)
          .isEqualTo(expected.path("stickyBucketUsed").booleanValue());
    }
  }

  private static Assigner assigner(JsonNode experiment, String key, JsonNode context) {
    int count = experiment.path("variations").size();
    List<VariantDefinition> variants = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      variants.add(new VariantDefinition(Integer.toString(k), 1.0 / count, null, null));
    }
    String seed = experiment.path("seed").asText(key);
    int hashVersion = experiment.path("hashVersion").asInt(Bucketing.DEFAULT_HASH_VERSION);
    ExperimentDefinition definition =
        new ExperimentDefinition(
            key, 1, seed, hashVersion, "home", null, 1, variants, "0", null, null, true, null);
    return new Assigner(
        definition,
        new SplitRule(
            seed,
            hashVersion,
            experiment.has("ranges")
                ? ranges(experiment.path("ranges"))
                : Bucketing.bucketRanges(
                    count,
                    experiment.path("coverage").asDouble(1),
                    experiment.has("weights") ? doubles(experiment.path("weights")) : null),
            experiment.path("filters").valueStream().map(GrowthBookRunTest::filter).toList(),
            namespace(experiment.path("namespace")),
            experiment.has("condition")
                ? Condition.of(
                    Json.mapper().convertValue(experiment.path("condition"), MAP),
                    groups(context.path("savedGroups")))
                : null,
            null,
            experiment.path("bucketVersion").asInt(0),
            experiment.path("minBucketVersion").asInt(0)));
  }

  private static UserContext user(
      JsonNode context, JsonNode experiment, Map<String, String> forced, StickyVariants sticky) {
    Map<String, Object> attributes =
        context.has("attributes")
            ? Json.mapper().convertValue(context.path("attributes"), MAP)
            : Map.of();
    String unit = context.path("attributes").path(unit(context, experiment)).asText("");
    return new UserContext(unit.equals("null") ? "" : unit, attributes, forced, sticky);
  }

  private static String unit(JsonNode context, JsonNode experiment) {
    String attribute = experiment.path("hashAttribute").asText("id");
    return context.path("attributes").has(attribute) || !experiment.has("fallbackAttribute")
        ? attribute
        : experiment.path("fallbackAttribute").asText();
  }

  /** The vectors keep assignments of a user by attribute; those of the hash attribute go first. */
  private static StickyVariants sticky(JsonNode context, JsonNode rule, JsonNode documents) {
    if (rule.path("disableStickyBucketing").booleanValue()) {
      return StickyVariants.NONE;
    }
    Map<String, String> kept = new HashMap<>();
    for (String attribute : List.of("fallbackAttribute", "hashAttribute")) {
      for (JsonNode document : documents) {
        String name = document.path("attributeName").asText();
        if (name.equals(rule.path(attribute).asText())
            && document.path("attributeValue").equals(context.path("attributes").path(name))) {
          document
              .path("assignments")
              .propertyStream()
              .forEach(entry -> kept.put(entry.getKey(), entry.getValue().asText()));
        }
      }
    }
    return (key, bucketVersion) -> kept.get(key + "__" + bucketVersion);
  }

  private static BucketFilter filter(JsonNode filter) {
    return new BucketFilter(
        filter.path("seed").asText(),
        filter.path("hashVersion").asInt(Bucketing.RECOMMENDED_HASH_VERSION),
        filter.has("attribute") ? filter.path("attribute").asText() : null,
        ranges(filter.path("ranges")));
  }

  private static Namespace namespace(JsonNode namespace) {
    return namespace.isMissingNode()
        ? null
        : new Namespace(
            namespace.get(0).asText(),
            namespace.get(1).doubleValue(),
            namespace.get(2).doubleValue());
  }

  private static List<BucketRange> ranges(JsonNode ranges) {
    return ranges
        .valueStream()
        .map(range -> new BucketRange(range.get(0).doubleValue(), range.get(1).doubleValue()))
        .toList();
  }

  private static double[] doubles(JsonNode array) {
    return array.valueStream().mapToDouble(JsonNode::doubleValue).toArray();
  }

  private static Map<String, List<Object>> groups(JsonNode groups) {
    return groups.isMissingNode() ? Map.of() : Json.mapper().convertValue(groups, GROUPS);
  }

  private static List<JsonNode> vectors(String section) throws IOException {
    List<JsonNode> vectors =
        Json.mapper()
            .readTree(SharedData.file("vectors/growthbook/cases.json").toFile())
            .path(section)
            .valueStream()
            .toList();
    assertThat(vectors).as(section).isNotEmpty();
    return vectors;
  }

  private static String name(JsonNode vector) {
    return vector.get(0).asText();
  }
}
