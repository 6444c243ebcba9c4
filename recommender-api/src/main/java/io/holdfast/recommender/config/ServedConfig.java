package io.holdfast.recommender.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Logging what was served. */
@ConfigMapping(prefix = "holdfast.served")
public interface ServedConfig {
  /** The most lists that wait to be logged. */
  @WithDefault("10000")
  int capacity();

  /** The most lists of one transaction. */
  @WithDefault("500")
  int batchRows();

  /** How often they are logged. */
  @WithDefault("50ms")
  Duration flushInterval();

  /** How long a request waits for room before its list is counted as lost. */
  @WithDefault("100ms")
  Duration deadline();

  /** How long the last lists may take when the service ends. */
  @WithDefault("10s")
  Duration shutdownDeadline();
}
