package io.holdfast.service.clock;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.time.Duration;

/** How late an event may come before the day it belongs to is taken as complete. */
@ConfigMapping(prefix = "holdfast.lateness")
public interface LatenessConfig {
  /** Watermark = now − lateness. */
  @WithParentName
  @WithDefault("1h")
  Duration lateness();
}
