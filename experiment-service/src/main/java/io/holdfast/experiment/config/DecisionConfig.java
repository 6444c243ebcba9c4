package io.holdfast.experiment.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When decisions are made. */
@ConfigMapping(prefix = "holdfast.decision")
public interface DecisionConfig {
  /** How often to look whether an evaluation is due. */
  @WithDefault("250ms")
  Duration interval();

  /** The longest wait before metrics-dashboard is asked again after it failed time and again. */
  @WithDefault("30s")
  Duration longestPause();
}
