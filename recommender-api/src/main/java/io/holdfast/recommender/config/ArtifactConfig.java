package io.holdfast.recommender.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** Model artifacts. */
@ConfigMapping(prefix = "holdfast.artifact")
public interface ArtifactConfig {
  /** Where this replica keeps artifacts by digest. */
  @WithDefault("${java.io.tmpdir}/holdfast-artifacts")
  Path cacheDir();

  /** The largest artifact that is taken in. */
  @WithDefault("4G")
  MemorySize maxSize();
}
