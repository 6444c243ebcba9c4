package io.holdfast.service.security;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/** Who may call. */
@ConfigMapping(prefix = "holdfast.security")
public interface SecurityConfig {
  /** The file of API keys: {@code [{"id","sha256","roles"}]}. */
  Path keysFile();
}
