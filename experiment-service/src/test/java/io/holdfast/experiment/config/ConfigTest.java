package io.holdfast.experiment.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigTest {
  @Test
  void hasDefaults() {
    SmallRyeConfig config = config(Map.of());
    assertThat(config.getConfigMapping(DecisionConfig.class).interval())
        .isEqualTo(Duration.ofMillis(250));
    assertThat(config.getConfigMapping(DecisionConfig.class).longestPause())
        .isEqualTo(Duration.ofSeconds(30));
    assertThat(config.getConfigMapping(ActiveConfig.class).checkInterval())
        .isEqualTo(Duration.ofMillis(250));
    assertThat(config.getConfigMapping(BanditConfig.class).interval())
        .isEqualTo(Duration.ofSeconds(10));
    assertThat(config.getConfigMapping(RampConfig.class).interval())
        .isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void readsWhatIsSet() {
    SmallRyeConfig config =
        config(
            Map.of(
                "holdfast.decision.interval", "PT1S",
                "holdfast.decision.longest-pause", "PT1M",
                "holdfast.active.check-interval", "PT2S",
                "holdfast.bandit.interval", "PT1M",
                "holdfast.ramp.interval", "PT2M"));
    assertThat(config.getConfigMapping(DecisionConfig.class).interval())
        .isEqualTo(Duration.ofSeconds(1));
    assertThat(config.getConfigMapping(DecisionConfig.class).longestPause())
        .isEqualTo(Duration.ofMinutes(1));
    assertThat(config.getConfigMapping(ActiveConfig.class).checkInterval())
        .isEqualTo(Duration.ofSeconds(2));
    assertThat(config.getConfigMapping(BanditConfig.class).interval())
        .isEqualTo(Duration.ofMinutes(1));
    assertThat(config.getConfigMapping(RampConfig.class).interval())
        .isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertThatThrownBy(() -> config(Map.of("holdfast.decision.intervall", "PT1S")))
        .hasMessageContaining("intervall");
  }

  private static SmallRyeConfig config(Map<String, String> values) {
    return new SmallRyeConfigBuilder()
        .withMapping(BanditConfig.class)
        .withMapping(RampConfig.class)
        .withMapping(DecisionConfig.class)
        .withMapping(ActiveConfig.class)
        .withConverter(
            Duration.class, 200, new io.quarkus.runtime.configuration.DurationConverter())
        .withSources(new PropertiesConfigSource(values, "test", 100))
        .build();
  }
}
