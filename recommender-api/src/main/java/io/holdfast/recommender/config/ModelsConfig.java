package io.holdfast.recommender.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Models in memory. */
@ConfigMapping(prefix = "holdfast.models")
public interface ModelsConfig {
  /**
   * How much memory all models may take; half of the heap if absent. The active model and the
   * popularity to fall back on are loaded in any case.
   */
  Optional<MemorySize> memory();

  /** How many lists a model ranks, for nobody, before it may serve. */
  @WithDefault("100")
  int warmUpLists();

  /** How long a model that could not be loaded is left alone. */
  @WithDefault("10s")
  Duration retryInterval();

  /**
   * How long readiness waits for an active model whose artifact cannot be had for the moment. One
   * that is corrupt is not waited for.
   */
  @WithDefault("1m")
  Duration patience();
}
