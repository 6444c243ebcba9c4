package io.holdfast.metrics.log;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the event log is read. */
@ConfigMapping(prefix = "holdfast.consumption")
public interface ConsumptionConfig {

  /** The most events of one transaction. */
  @WithDefault("20000")
  int batchSize();

  /** How long to wait at the head of the log before looking again. */
  @WithDefault("25ms")
  Duration idleInterval();

  /** In wall time, how often to look whether a watermark day has passed. */
  @WithDefault("1s")
  Duration evaluationInterval();
}
