package io.holdfast.recommender.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Following the running experiments. */
@ConfigMapping(prefix = "holdfast.experiments")
public interface ExperimentsConfig {
  /** Whether there is an experiment-service; without one nobody is in an experiment. */
  @WithDefault("true")
  boolean enabled();

  /** Where experiment-service is. */
  @WithDefault("http://localhost:8081")
  URI url();

  /** Our key there, with the role {@code serve}. */
  Optional<String> apiKey();

  /** How often to ask. */
  @WithDefault("1s")
  Duration pollInterval();

  /**
   * How long at least to remember what users were shown: longer than it takes a served list to
   * reach the log and its projection.
   */
  @WithDefault("10s")
  Duration recentExposures();
}
