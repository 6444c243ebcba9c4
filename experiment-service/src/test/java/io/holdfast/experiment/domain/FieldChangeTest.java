package io.holdfast.experiment.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FieldChangeTest {
  private static Map<String, Object> snapshot(int revision, Object... variants) {
    return Map.of("revision", revision, "spec", Map.of("variants", List.of(variants)));
  }

  private static Map<String, Object> variant(String name, double weight) {
    return Map.of("name", name, "weight", weight, "model", Map.of("name", "als"));
  }

  @Test
  void findsElementsByTheirNameWhereverTheyStand() {
    assertThat(
            FieldChange.between(
                snapshot(1, variant("a", 0.5), variant("b", 0.5)),
                snapshot(2, variant("b", 0.7), variant("a", 0.5))))
        .containsExactly(new FieldChange("variants.b.weight", 0.5, 0.7));
  }

  @Test
  void tellsWhatCameAndWhatWent() {
    assertThat(
            FieldChange.between(
                snapshot(1, variant("a", 0.5), variant("b", 0.5)),
                snapshot(2, variant("a", 0.5), variant("c", 0.5))))
        .containsExactly(
            new FieldChange("variants.b.model", "als", null),
            new FieldChange("variants.b.name", "b", null),
            new FieldChange("variants.b.weight", 0.5, null),
            new FieldChange("variants.c.model", null, "als"),
            new FieldChange("variants.c.name", null, "c"),
            new FieldChange("variants.c.weight", null, 0.5));
  }

  @Test
  void comparesOtherListsAsAWhole() {
    Map<String, Object> before = Map.of("spec", Map.of("policy", Map.of("guardrails", List.of())));
    Map<String, Object> guardrail = Map.of("metric", "session-seconds", "margin", 5);
    Map<String, Object> after =
        Map.of("spec", Map.of("policy", Map.of("guardrails", List.of(guardrail))));
    assertThat(FieldChange.between(before, after))
        .containsExactly(new FieldChange("policy.guardrails", List.of(), List.of(guardrail)));
  }

  @Test
  void writesAModelAsTheApiDoes() {
    Map<String, Object> pinned =
        Map.of("name", "a", "weight", 0.5, "model", Map.of("name", "als", "version", "7"));
    assertThat(FieldChange.between(snapshot(1, variant("a", 0.5)), snapshot(2, pinned)))
        .containsExactly(new FieldChange("variants.a.model", "als", "als@7"));
  }

  @Test
  void ofNothingEverythingIsNew() {
    assertThat(FieldChange.between(null, Map.of("key", "k", "spec", Map.of("coverage", 1.0))))
        .containsExactly(new FieldChange("coverage", null, 1.0), new FieldChange("key", null, "k"));
    assertThat(FieldChange.between(snapshot(1), snapshot(2))).isEmpty();
  }
}
