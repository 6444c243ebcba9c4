package io.holdfast.recommender.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.holdfast.contracts.json.Json;
import io.holdfast.contracts.problem.FieldError;
import io.holdfast.contracts.problem.ProblemException;
import io.holdfast.contracts.problem.Violations;
import io.holdfast.recommender.domain.ScenarioSettings;
import io.holdfast.recommender.domain.ScenarioSettings.Fallback;
import io.holdfast.recommender.domain.ScenarioSettings.SourceShare;
import io.holdfast.recommender.domain.StrategySpec;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ScenarioReaderTest {
  private final ScenarioReader reader =
      new ScenarioReader(() -> new TreeSet<>(Set.of("model", "popular", "new")));

  @Test
  void nothingToldIsTheStandard() {
    assertThat(read("{}")).isEqualTo(ScenarioSettings.STANDARD);
  }

  @Test
  void everySettingIsRead() {
    assertThat(
            read(
                """
                {"sources": [{"name": "model", "share": 0.8}, {"name": "new"}],
                 "filter": "price < 20", "allow": ["a", "b"], "deny": ["c"],
                 "strategies": [{"kind": "freshness"},
                                {"kind": "diversity", "parameters": {"lambda": 0.5}}],
                 "limit": 20, "hideSeen": false, "seenTypes": ["purchase"], "seenDays": 30,
                 "fallback": "none",
                 "name": "home", "version": 3, "origin": "stored", "changedBy": "ops"}
                """))
        .isEqualTo(
            new ScenarioSettings(
                List.of(new SourceShare("model", 0.8), new SourceShare("new", 1)),
                "price < 20",
                List.of("a", "b"),
                List.of("c"),
                List.of(
                    new StrategySpec("freshness", Map.of()),
                    new StrategySpec("diversity", Map.of("lambda", 0.5))),
                20,
                false,
                List.of("purchase"),
                30,
                Fallback.NONE));
  }

  @Test
  void everythingThatIsWrongIsToldAtOnce() {
    assertThat(
            errors(
                """
                {"sources": [{"name": "elsewhere"}, {"name": "model", "share": 0},
                             {"share": 1}],
                 "filter": "price <", "allow": [], "deny": ["a", "a", " "],
                 "strategies": [{"parameters": {}}, 7, {"kind": "diversity", "parameters": 3}],
                 "limit": 0, "hideSeen": "yes", "seenTypes": ["Purchase"], "seenDays": 1.5,
                 "fallback": "random", "fliter": "price < 20"}
                """))
        .containsExactlyInAnyOrder(
            "fliter",
            "sources[0].name",
            "sources[1].share",
            "sources[2].name",
            "filter",
            "allow",
            "deny[1]",
            "deny[2]",
            "strategies[0].kind",
            "strategies[1]",
            "strategies[2].parameters",
            "limit",
            "hideSeen",
            "seenTypes[0]",
            "seenDays",
            "fallback");
    assertThat(errors("{\"allow\": []}")).containsExactly("allow");
    assertThat(errors("{\"sources\": []}")).containsExactly("sources");
    assertThat(errors("{\"seenTypes\": []}")).containsExactly("seenTypes");
    assertThat(errors("{\"sources\": [{\"name\": \"new\"}, {\"name\": \"new\"}]}"))
        .containsExactly("sources[1].name");
    assertThat(errors("{\"strategies\": [{\"kind\": \"magic\"}]}"))
        .containsExactly("strategies[0].kind");
    assertThat(
            errors("{\"strategies\": [{\"kind\": \"diversity\", \"parameters\": {\"a\": null}}]}"))
        .containsExactly("strategies[0].parameters");
  }

  @Test
  void listsHaveBounds() {
    String ids = Json.write(Collections.nCopies(1001, "a"));
    assertThat(errors("{\"deny\": " + ids + "}")).containsExactly("deny");
    assertThat(errors("{\"limit\": 1001}")).containsExactly("limit");
    assertThat(errors("{\"filter\": \"" + "x".repeat(4097) + "\"}")).contains("filter");
  }

  @Test
  void aVariantChangesWhatItTellsAndNothingElse() {
    ScenarioSettings standing = read("{\"limit\": 20, \"deny\": [\"a\"], \"seenDays\": 30}");
    Violations violations = new Violations();
    ScenarioSettings over =
        reader.over(
            Map.of("limit", 5, "hideSeen", false, "colour", "red", "deny", List.of()),
            standing,
            violations);
    assertThat(violations.isEmpty()).isTrue();
    assertThat(over)
        .isEqualTo(new ScenarioSettings(null, null, null, null, null, 5, false, null, 30, null));
  }

  @Test
  void aVariantIsCheckedAsARequestIs() {
    Violations violations = new Violations();
    reader.over(
        Map.of("limit", "many", "filter", "price <"), ScenarioSettings.STANDARD, violations);
    assertThat(violations.errors())
        .extracting(FieldError::field)
        .containsExactlyInAnyOrder("limit", "filter");
  }

  @Test
  void whatIsStoredIsReadBackEvenWithoutSettingsThatCameLater() {
    ScenarioSettings settings =
        read("{\"allow\": [\"a\"], \"strategies\": [{\"kind\": \"diversity\"}], \"limit\": 7}");
    assertThat(Json.read(Json.write(settings), ScenarioSettings.class)).isEqualTo(settings);
    assertThat(Json.read("{\"limit\": 10, \"hideSeen\": true}", ScenarioSettings.class))
        .isEqualTo(ScenarioSettings.STANDARD);
  }

  private ScenarioSettings read(String body) {
    try {
      return reader.read(Json.mapper().readTree(body));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(body, e);
    }
  }

  private List<String> errors(String body) {
    return catchThrowableOfType(ProblemException.class, () -> read(body)).errors().stream()
        .map(FieldError::field)
        .toList();
  }
}
