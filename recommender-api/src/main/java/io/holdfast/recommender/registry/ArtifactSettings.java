package io.holdfast.recommender.registry;

import java.nio.file.Path;

/**
 * How artifacts are taken in and kept.
 *
 * @param cacheDirectory where this replica keeps artifacts by digest
 * @param maxBytes the largest artifact that is taken in
 */
public record ArtifactSettings(Path cacheDirectory, long maxBytes) {}
