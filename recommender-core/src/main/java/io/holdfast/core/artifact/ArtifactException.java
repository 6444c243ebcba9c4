package io.holdfast.core.artifact;

import java.io.IOException;

/** An artifact that cannot be used as it is; the two subclasses say why. */
public abstract sealed class ArtifactException extends IOException
    permits CorruptArtifactException, UnsupportedArtifactVersionException {

  ArtifactException(String message, Throwable cause) {
    super(message, cause);
  }
}
