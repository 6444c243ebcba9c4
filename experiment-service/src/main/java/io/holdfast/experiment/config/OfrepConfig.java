package io.holdfast.experiment.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The evaluation of flags by OFREP. */
@ConfigMapping(prefix = "holdfast.ofrep")
public interface OfrepConfig {
  /** How many evaluation requests a second an API key may send to a replica, on average. */
  @WithDefault("10000")
  int requestsPerSecond();

  /** How many clients may listen to changes on a replica. */
  @WithDefault("1000")
  int mostStreams();
}
