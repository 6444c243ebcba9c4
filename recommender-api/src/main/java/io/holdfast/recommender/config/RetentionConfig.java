package io.holdfast.recommender.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How long the log keeps events; whole months are dropped once their time is over. */
@ConfigMapping(prefix = "holdfast.retention")
public interface RetentionConfig {
  /** How long interactions are kept, at least P100D; for ever if absent. */
  Optional<Duration> interactions();

  /** How long served lists are kept, at least P31D; for ever if absent. */
  Optional<Duration> served();

  /** How often it is looked for what is over. */
  @WithDefault("1h")
  Duration interval();
}
