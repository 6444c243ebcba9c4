package io.holdfast.recommender.strategy;

import static io.holdfast.recommender.strategy.Bench.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.holdfast.contracts.problem.FieldError;
import io.holdfast.contracts.problem.ProblemException;
import io.holdfast.contracts.problem.Violations;
import io.holdfast.recommender.domain.StrategySpec;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StrategiesTest {

  @Test
  void everythingThatIsWrongIsToldAtOnce() {
    Violations violations = new Violations();
    Strategies.check(
        List.of(
            spec("glitter"),
            spec("diversity", "lambda", 2, "mu", 1),
            spec("boost", "filter", "price <", "factor", "much"),
            spec("boost"),
            spec("exploration", "method", "dice", "samples", 2.5),
            spec("pin", "position", 1),
            spec("pin", "position", 2, "item", "a", "filter", "price < 3"),
            spec("pin", "position", 3, "item", "a"),
            spec("pin", "position", 3, "item", "b"),
            spec("category-cap", "most", 5, "within", 3)),
        "strategies",
        violations);
    assertThat(violations.errors())
        .extracting(FieldError::field)
        .containsExactly(
            "strategies[0].kind",
            "strategies[1].parameters.mu",
            "strategies[1].parameters.lambda",
            "strategies[2].parameters.filter",
            "strategies[2].parameters.factor",
            "strategies[2].kind",
            "strategies[3].parameters.filter",
            "strategies[3].kind",
            "strategies[4].parameters.method",
            "strategies[4].parameters.samples",
            "strategies[4].kind",
            "strategies[5].parameters.item",
            "strategies[6].parameters.item",
            "strategies[8].parameters.position",
            "strategies[9].parameters.most",
            "strategies[9].kind");
    assertThat(violations.errors().get(1).message()).isEqualTo("is unknown; there is lambda, by");
    assertThat(violations.errors().get(5).message())
        .isEqualTo("boost must come before diversity, whose order it would undo");
  }

  @Test
  void onlyBoostsAndPinsComeTwice() {
    assertThat(errors(spec("fatigue"), spec("fatigue"))).containsExactly("strategies[1].kind");
    assertThat(
            errors(
                spec("boost", "filter", "price < 3"),
                spec("boost", "filter", "price < 2"),
                spec("pin", "position", 0, "item", "a"),
                spec("pin", "position", 1, "item", "b")))
        .isEmpty();
  }

  @Test
  void aPipelineIsMadeOfRightStrategiesOnly() {
    assertThat(Strategies.pipeline(List.of()).isEmpty()).isTrue();
    assertThat(Strategies.pipeline(List.of(spec("diversity"))).isEmpty()).isFalse();
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> Strategies.pipeline(List.of(spec("diversity", "lambda", -1))))
        .withMessageContaining("strategies[0].parameters.lambda");
  }

  @Test
  void textsOfAPropertiesFileAreRead() {
    assertThat(errors(spec("diversity", "lambda", "0.5"), spec("category-cap", "most", "3")))
        .isEmpty();
  }

  @Test
  void thePastMattersToFatigueAlone() {
    assertThat(Strategies.pipeline(List.of(spec("fatigue", "days", 2))).memory())
        .isEqualTo(Duration.ofDays(2));
    assertThat(Strategies.pipeline(List.of(spec("freshness"))).memory()).isZero();
  }

  @Test
  void everyKindIsDescribedAndRightByDefault() {
    assertThat(Strategies.descriptions())
        .extracting(Strategies.Description::kind)
        .containsExactly(
            "fatigue",
            "freshness",
            "popularity-damping",
            "boost",
            "return-propensity",
            "exploration",
            "diversity",
            "category-cap",
            "pin");
    for (Strategies.Description kind : Strategies.descriptions()) {
      assertThat(kind.description()).endsWith(".");
      for (StageParameter parameter : kind.parameters()) {
        assertThat(parameter.description()).endsWith(".");
        Violations violations = new Violations();
        if (parameter.standard() != null) {
          assertThat(parameter.read(parameter.standard(), violations))
              .isEqualTo(parameter.standard());
        }
        assertThat(violations.isEmpty()).isTrue();
      }
    }
  }

  private static List<String> errors(StrategySpec... specs) {
    Violations violations = new Violations();
    Strategies.check(List.of(specs), "strategies", violations);
    return violations.errors().stream().map(FieldError::field).collect(Collectors.toList());
  }
}
