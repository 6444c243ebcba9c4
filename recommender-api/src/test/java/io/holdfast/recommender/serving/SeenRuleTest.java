package io.holdfast.recommender.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.recommender.domain.ScenarioSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeenRuleTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final long DAY = Duration.ofDays(1).toSeconds();
  private static final ServingSettings SERVICE =
      new ServingSettings(
          500,
          Set.of("click"),
          Set.of("click", "purchase"),
          30,
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          2,
          1);

  @Test
  void theServiceSaysWhatTheScenarioDoesNot() {
    SeenRule rule = SeenRule.of(ScenarioSettings.STANDARD, SERVICE, NOW);
    assertThat(rule.counts("click", 0)).isTrue();
    assertThat(rule.counts("purchase", NOW.getEpochSecond())).isTrue();
    assertThat(rule.counts("view", NOW.getEpochSecond())).isFalse();
  }

  @Test
  void aScenarioNamesTypesAndDays() {
    SeenRule rule = SeenRule.of(settings(List.of("purchase", "view"), 30), SERVICE, NOW);
    long edge = NOW.getEpochSecond() - 30 * DAY;
    assertThat(rule.counts("purchase", edge)).isTrue();
    assertThat(rule.counts("view", edge + 1)).isTrue();
    assertThat(rule.counts("purchase", edge - 1)).isFalse();
    assertThat(rule.counts("click", edge + 1)).isFalse();
  }

  private static ScenarioSettings settings(List<String> types, Integer days) {
    return new ScenarioSettings(null, null, null, null, null, 10, true, types, days, null);
  }
}
