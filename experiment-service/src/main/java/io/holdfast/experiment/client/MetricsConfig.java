package io.holdfast.experiment.client;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** How metrics-dashboard is reached. */
@ConfigMapping(prefix = "holdfast.metrics")
public interface MetricsConfig {
  /** Where metrics-dashboard listens. */
  @WithDefault("http://localhost:8082")
  URI url();

  /** An API key with the role {@code dashboard}. */
  Optional<String> apiKey();

  /** A file that holds such a key, used if {@code api-key} is not set. */
  Optional<Path> apiKeyFile();
}
