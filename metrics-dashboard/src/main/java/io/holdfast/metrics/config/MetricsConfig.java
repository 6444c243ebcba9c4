package io.holdfast.metrics.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What the API tells. */
@ConfigMapping(prefix = "holdfast.metrics")
public interface MetricsConfig {

  /** The fewest users of a segment whose figures are shown; those of fewer are suppressed. */
  @WithDefault("50")
  long minimumSegmentUsers();
}
