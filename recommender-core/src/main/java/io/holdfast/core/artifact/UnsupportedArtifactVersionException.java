package io.holdfast.core.artifact;

/** The artifact was written by a later version in a format, or with a kind, unknown here. */
public final class UnsupportedArtifactVersionException extends ArtifactException {

  /** With the version that was found and those that can be read. */
  public UnsupportedArtifactVersionException(String message) {
    super(message, null);
  }
}
