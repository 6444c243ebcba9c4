package io.holdfast.core.artifact;

import java.nio.file.Path;

/**
 * A whole and verified artifact on disk.
 *
 * @param directory where it is
 * @param manifest its manifest
 * @param digest its identity: the SHA-256, in lower-case hex, of the manifest's bytes, which hold
 *     the digest of every other file
 */
public record Artifact(Path directory, Manifest manifest, String digest) {}
