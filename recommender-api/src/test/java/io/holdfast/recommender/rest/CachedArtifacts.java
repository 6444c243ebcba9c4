package io.holdfast.recommender.rest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;

/** The cache of the service under test, from outside. */
final class CachedArtifacts {
  private CachedArtifacts() {}

  static void forget(String digest) throws IOException {
    Path directory =
        Path.of(ConfigProvider.getConfig().getValue("holdfast.artifact.cache-dir", String.class))
            .resolve(digest);
    List<Path> files;
    try (Stream<Path> listed = Files.list(directory)) {
      files = listed.toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
    Files.delete(directory);
  }
}
