package io.holdfast.experiment.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The running experiments that are kept in memory. */
@ConfigMapping(prefix = "holdfast.active")
public interface ActiveConfig {
  /** How long they are used without asking whether another replica changed one. */
  @WithDefault("250ms")
  Duration checkInterval();
}
