package io.holdfast.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.holdfast.core.model.ParameterSpec.ChoiceSpec;
import io.holdfast.core.model.ParameterSpec.IntegerSpec;
import io.holdfast.core.model.ParameterSpec.RealSpec;
import io.holdfast.core.model.ParameterSpec.WeightsSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterSchemaTest {

  private static final ParameterSchema SCHEMA =
      ParameterSchema.of(
          new IntegerSpec("factors", "Dimensions.", 64, 1, 512),
          new RealSpec("rate", "Speed.", 0.1, 0, 1),
          new ChoiceSpec("solver", "How.", "exact", List.of("exact", "cg")));

  @Test
  void fillsInDefaultsAndKeepsTheOrder() {
    Parameters parameters = SCHEMA.parse(Map.of("rate", "0.25"));
    assertThat(parameters.integer("factors")).isEqualTo(64);
    assertThat(parameters.real("rate")).isEqualTo(0.25);
    assertThat(parameters.choice("solver")).isEqualTo("exact");
    assertThat(parameters.asMap().keySet()).containsExactly("factors", "rate", "solver");
  }

  @Test
  void readsItsOwnMapBack() {
    Parameters parameters = SCHEMA.parse(Map.of("factors", 7, "rate", 1.0 / 3, "solver", "cg"));
    assertThat(SCHEMA.parse(parameters.asMap())).isEqualTo(parameters);
  }

  @Test
  void refusesUnknownNamesAndListsTheKnown() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SCHEMA.parse(Map.of("factor", "64")))
        .withMessage("unknown parameter factor; there is factors, rate, solver");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ParameterSchema.of().parse(Map.of("factors", "64")))
        .withMessage("unknown parameter factors; there is none");
  }

  @ParameterizedTest
  @CsvSource({
    "factors,0,a whole number from 1 to 512",
    "factors,513,a whole number from 1 to 512",
    "factors,6.5,a whole number from 1 to 512",
    "rate,-0.1,a number from 0.0 to 1.0",
    "rate,NaN,a number from 0.0 to 1.0",
    "rate,fast,a number from 0.0 to 1.0",
    "solver,magic,'one of exact, cg'"
  })
  void refusesValuesOutOfRangeAndSaysTheRange(String name, String value, String range) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SCHEMA.parse(Map.of(name, value)))
        .withMessage("parameter %s is %s, not %s", name, range, value);
  }

  @Test
  void refusesTheWrongType() {
    assertThatIllegalArgumentException().isThrownBy(() -> SCHEMA.defaults().integer("rate"));
    assertThatIllegalArgumentException().isThrownBy(() -> SCHEMA.defaults().real("none"));
  }

  @Test
  void readsWeightsByWord() {
    ParameterSchema schema = ParameterSchema.of(new WeightsSpec("types", "Weights."));
    assertThat(schema.defaults().weights("types")).isEmpty();
    Parameters parameters = schema.parse(Map.of("types", "purchase:3,shop:view:0.5"));
    assertThat(parameters.weights("types"))
        .containsExactly(Map.entry("purchase", 3.0), Map.entry("shop:view", 0.5));
    assertThat(schema.parse(parameters.asMap())).isEqualTo(parameters);
  }

  @ParameterizedTest
  @ValueSource(strings = {"purchase", ":3", "a:", "a:1,", "a:-1", "a:NaN", "a:1e7", "a:1,a:2"})
  void refusesWhatWritesNoWeights(String text) {
    ParameterSchema schema = ParameterSchema.of(new WeightsSpec("types", "Weights."));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> schema.parse(Map.of("types", text)))
        .withMessageStartingWith("parameter types is words with a weight");
  }
}
