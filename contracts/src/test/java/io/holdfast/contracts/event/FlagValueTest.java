package io.holdfast.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.contracts.json.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlagValueTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "true",
        "\"blue\"",
        "\"\"",
        "7",
        "-1.5",
        "9007199254740993",
        "[]",
        "{}",
        "[1,null,[true]]",
        "{\"a\":null,\"b\":{\"c\":[\"d\",2.5]}}"
      })
  void anyJsonComesBackAsItWas(String json) {
    FlagValue value = Json.read(json, FlagValue.class);
    assertThat(Json.write(value)).isEqualTo(json);
    ExperimentVariant variant = new ExperimentVariant("a", 0.5, null, Map.of(), value);
    assertThat(Json.read(Json.write(variant), ExperimentVariant.class)).isEqualTo(variant);
  }

  @Test
  void anArmNeedsNone() {
    assertThat(Json.read("{\"name\":\"a\",\"weight\":1}", ExperimentVariant.class).value())
        .isNull();
    assertThat(Json.read("{\"name\":\"a\",\"weight\":1,\"value\":null}", ExperimentVariant.class))
        .isEqualTo(new ExperimentVariant("a", 1, null, null));
  }

  @Test
  void doesNotChangeWithWhatItWasMadeOf() {
    Map<String, Object> json = new HashMap<>(Map.of("rows", new ArrayList<>(List.of(1))));
    FlagValue value = new FlagValue(json);
    json.clear();
    assertThat(value).isEqualTo(new FlagValue(Map.of("rows", List.of(1))));
  }

  @Test
  void namesWhatIsOutOfBounds() {
    Object deep = 1;
    for (int k = 0; k < FlagValue.MOST_LEVELS; k++) {
      deep = List.of(deep);
    }
    assertThat(FlagValue.check("v", deep)).isEmpty();
    assertThat(fields(Map.of("a", deep))).containsExactly("v.a[0][0][0][0][0][0][0]");
    assertThat(fields(Collections.nCopies(FlagValue.MOST_VALUES - 1, 1))).isEmpty();
    assertThat(fields(Collections.nCopies(FlagValue.MOST_VALUES, 1))).containsExactly("v");
    assertThat(fields("x".repeat(FlagValue.MOST_TEXT))).isEmpty();
    assertThat(fields("x".repeat(FlagValue.MOST_TEXT + 1))).containsExactly("v");
    assertThat(fields(List.of("a\0b", "\ud800", Double.POSITIVE_INFINITY, this)))
        .containsExactly("v[0]", "v[1]", "v[2]", "v[3]");
    assertThatThrownBy(() -> new FlagValue(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("value must be a number");
  }

  private static List<String> fields(Object json) {
    return List.copyOf(FlagValue.check("v", json).keySet());
  }
}
