package io.holdfast.recommender.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Set;

/** Users and their erasure. */
@ConfigMapping(prefix = "holdfast.users")
public interface UsersConfig {
  /**
   * The consumers of the log that must confirm an erasure before the id goes from its last trace.
   */
  @WithDefault("metrics-dashboard,recommender-api,experiment-service")
  Set<String> erasureConfirmedBy();
}
