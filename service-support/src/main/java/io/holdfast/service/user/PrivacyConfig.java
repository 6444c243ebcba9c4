package io.holdfast.service.user;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Pseudonymous users. */
@ConfigMapping(prefix = "holdfast.privacy")
public interface PrivacyConfig {
  /**
   * A file with at least 32 random bytes, the same for all services: users are known by a keyed
   * hash of their ids then, and no id is stored anywhere. Absent, ids are stored as they are told.
   */
  Optional<Path> pseudonymKeyFile();
}
