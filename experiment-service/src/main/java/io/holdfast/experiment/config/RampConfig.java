package io.holdfast.experiment.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When ramps advance weights. */
@ConfigMapping(prefix = "holdfast.ramp")
public interface RampConfig {
  /** How often to look for alarms and whether a step is over, and to try again what was held. */
  @WithDefault("1m")
  Duration interval();
}
