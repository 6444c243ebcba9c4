package io.holdfast.core.artifact;

/**
 * A file of an artifact beside the manifest.
 *
 * @param name its name inside the directory
 * @param size its length in bytes
 * @param sha256 its SHA-256 in lower-case hex
 */
public record ArtifactFile(String name, long size, String sha256) {

  /**
   * Checks the fields.
   *
   * @throws IllegalArgumentException if the name could leave the directory, or the digest is none
   */
  public ArtifactFile {
    ArtifactNames.requireFileName(name);
    if (size < 0) {
      throw new IllegalArgumentException("negative size of " + name + ": " + size);
    }
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("no SHA-256 of " + name + ": " + sha256);
    }
  }
}
