package io.holdfast.experiment.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When bandits move weights. */
@ConfigMapping(prefix = "holdfast.bandit")
public interface BanditConfig {
  /** How often to look whether a bandit is due, and to try again what was held. */
  @WithDefault("10s")
  Duration interval();
}
