package io.holdfast.recommender.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Taking interactions in. */
@ConfigMapping(prefix = "holdfast.ingest")
public interface IngestConfig {
  /** The most interactions of one transaction. */
  @WithDefault("500")
  int batchRows();

  /** The most transactions at once. */
  @WithDefault("3")
  int batchesInFlight();

  /** The most interactions that wait; more are refused with 429. */
  @WithDefault("20000")
  int queueRows();

  /** How long a request waits for its commit; 503 then. */
  @WithDefault("10s")
  Duration patience();
}
