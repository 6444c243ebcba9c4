package io.holdfast.service.log;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;
import java.nio.file.Path;

/** Erasure of users. */
@ConfigMapping(prefix = "holdfast.erasure")
public interface ErasureConfig {
  /**
   * A file with the secret under which ids of erased users are hashed; at least 16 bytes, the same
   * for all services, for as long as the log lives.
   */
  @WithName("key-file")
  Path keyFile();
}
