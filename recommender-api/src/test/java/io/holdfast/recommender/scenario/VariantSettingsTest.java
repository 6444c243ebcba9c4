package io.holdfast.recommender.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.recommender.assignment.ExperimentsChanged;
import io.holdfast.recommender.assignment.VariantParameters;
import io.holdfast.recommender.domain.Scenario;
import io.holdfast.recommender.domain.ScenarioSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VariantSettingsTest {
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final ReadyScenario home =
      new ReadyScenario(new Scenario("home", 3, ScenarioSettings.STANDARD));
  private int reads;

  /** Knows limits alone, and refuses those below 1. */
  private final VariantSettings variants =
      new VariantSettings(
          (told, standing, violations) -> {
            reads++;
            int limit = (int) told.getOrDefault("limit", standing.limit());
            violations.check(limit > 0, "limit", "must be above 0");
            return new ScenarioSettings(
                null, null, null, null, null, limit, standing.hideSeen(), null, null, null);
          },
          meters);

  @Test
  void withoutParametersTheScenarioIsItself() {
    assertThat(variants.over(home, List.of())).isSameAs(home);
  }

  @Test
  void parametersTakeTheSettingsPlaceUnderTheSameNameAndVersion() {
    Scenario overridden = variants.over(home, List.of(limit("a", 1, 25))).scenario();
    assertThat(overridden.limit()).isEqualTo(25);
    assertThat(overridden.name()).isEqualTo("home");
    assertThat(overridden.version()).isEqualTo(3);
    assertThat(variants.over(home, List.of(limit("a", 1, 25), limit("b", 1, 5))).settings().limit())
        .isEqualTo(5);
  }

  @Test
  void theyAreReadOnceUntilExperimentsChange() {
    ReadyScenario first = variants.over(home, List.of(limit("a", 1, 25)));
    assertThat(variants.over(home, List.of(limit("a", 1, 25)))).isSameAs(first);
    assertThat(reads).isEqualTo(1);
    variants.over(home, List.of(limit("a", 2, 26)));
    assertThat(reads).isEqualTo(2);
    variants.forget(new ExperimentsChanged());
    variants.over(home, List.of(limit("a", 2, 26)));
    assertThat(reads).isEqualTo(3);
  }

  @Test
  void whatIsWrongChangesNothingAndIsCounted() {
    for (int k = 0; k < 3; k++) {
      assertThat(variants.over(home, List.of(limit("a", 1, -1)))).isSameAs(home);
    }
    assertThat(reads).isEqualTo(1);
    assertThat(
            meters
                .get("holdfast.recommendations.parameters.refused")
                .tag("experiment", "a")
                .tag("variant", "challenger")
                .counter()
                .count())
        .isEqualTo(3);
    assertThat(variants.over(home, List.of(limit("a", 1, -1), limit("b", 1, 5))).settings().limit())
        .isEqualTo(5);
  }

  private static VariantParameters limit(String experiment, int revision, int limit) {
    return new VariantParameters(
        new VariantParameters.Origin(experiment, revision, "challenger"), Map.of("limit", limit));
  }
}
