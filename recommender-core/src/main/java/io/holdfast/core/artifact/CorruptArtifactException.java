package io.holdfast.core.artifact;

/** Something is missing from the artifact, or is not what the manifest or the format says. */
public final class CorruptArtifactException extends ArtifactException {

  /** With what is wrong, naming the file. */
  public CorruptArtifactException(String message) {
    this(message, null);
  }

  /** With what is wrong, naming the file, and what showed it. */
  public CorruptArtifactException(String message, Throwable cause) {
    super(message, cause);
  }
}
