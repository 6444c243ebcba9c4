package io.holdfast.service.clock;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.time.Duration;

/** Which time it is. */
@ConfigMapping(prefix = "holdfast.clock")
public interface ClockConfig {
  /** Where the time comes from: the system, or the log's last {@code ClockAdvanced}. */
  @WithParentName
  @WithDefault("wall")
  Mode mode();

  /** In event mode, how often to look for a newer {@code ClockAdvanced}. */
  @WithDefault("100ms")
  Duration pollInterval();

  /** The sources of time. */
  enum Mode {
    /** The system's clock. */
    WALL,
    /** The event time of the log: demo and replay. */
    EVENT
  }
}
