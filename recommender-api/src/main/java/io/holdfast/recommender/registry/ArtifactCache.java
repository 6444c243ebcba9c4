package io.holdfast.recommender.registry;

import io.holdfast.core.artifact.Artifact;
import io.holdfast.core.artifact.ArtifactException;
import io.holdfast.core.artifact.ArtifactReader;
import io.holdfast.core.artifact.ArtifactTar;
import io.holdfast.core.artifact.CorruptArtifactException;
import io.holdfast.recommender.domain.ArtifactStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * This replica's artifacts, one directory a digest. A directory of a digest's name is whole and was
 * verified; what is being written has another name. Blocks on disk and store; thread-safe.
 */
@ApplicationScoped
public class ArtifactCache {
  private static final Logger LOG = Logger.getLogger(ArtifactCache.class);

  private static final Duration SAFE_AGE = Duration.ofHours(1);

  /** Work with an artifact that is not in the cache yet. */
  @FunctionalInterface
  interface Use<T> {
    T with(Artifact artifact) throws IOException;
  }

  private final Path directory;
  private final long maxBytes;
  private final ArtifactStore store;

  ArtifactCache(ArtifactSettings settings, ArtifactStore store) {
    this.directory = settings.cacheDirectory();
    this.maxBytes = settings.maxBytes();
    this.store = store;
  }

  /**
   * The artifact of this digest, verified; from the store if the cache has none, or one that has
   * gone bad.
   *
   * @throws ArtifactException if the stored artifact cannot be used
   * @throws IOException if it cannot be had
   */
  public Artifact fetch(String digest) throws IOException {
    Path cached = directory.resolve(digest);
    try {
      return requireDigest(ArtifactReader.open(cached), digest);
    } catch (NoSuchFileException e) {
      LOG.debugf("artifact %s is not in the cache", digest);
    } catch (ArtifactException e) {
      LOG.warnf("cached artifact %s has gone bad: %s", digest, e.getMessage());
      delete(cached);
    }
    try (InputStream in = store.open(digest)) {
      return unpack(in, artifact -> keep(requireDigest(artifact, digest)));
    }
  }

  /**
   * Unpacks and verifies a tar, and hands it on; it is gone afterwards if it was not {@linkplain
   * #keep kept}.
   */
  <T> T unpack(InputStream tar, Use<T> use) throws IOException {
    Files.createDirectories(directory);
    Path staging = Files.createTempDirectory(directory, ".incoming-");
    try {
      ArtifactTar.extract(tar, staging, maxBytes);
      return use.with(open(staging));
    } finally {
      delete(staging);
    }
  }

  private static Artifact open(Path staging) throws IOException {
    try {
      return ArtifactReader.open(staging);
    } catch (NoSuchFileException e) {
      throw new CorruptArtifactException("there is no manifest.json", e);
    }
  }

  /** Gives a verified artifact its place in the cache. */
  Artifact keep(Artifact artifact) throws IOException {
    Path place = directory.resolve(artifact.digest());
    if (!Files.exists(place)) {
      try {
        Files.move(artifact.directory(), place, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        if (!Files.exists(place)) {
          throw e;
        }
      }
    }
    return new Artifact(place, artifact.manifest(), artifact.digest());
  }

  private static Artifact requireDigest(Artifact artifact, String digest) throws IOException {
    if (!artifact.digest().equals(digest)) {
      throw new CorruptArtifactException(
          "the artifact has the digest " + artifact.digest() + ", not " + digest);
    }
    return artifact;
  }

  /**
   * Deletes artifacts that nobody may ask for any more, and what broken uploads left; nothing that
   * was written within the last hour, because it may be about to be registered.
   *
   * @param digests those to keep
   */
  public void evict(Set<String> digests) throws IOException {
    if (!Files.isDirectory(directory)) {
      return;
    }
    Instant young = Instant.now().minus(SAFE_AGE);
    List<Path> entries;
    try (Stream<Path> listed = Files.list(directory)) {
      entries = listed.toList();
    }
    for (Path entry : entries) {
      if (!digests.contains(entry.getFileName().toString())
          && Files.getLastModifiedTime(entry).toInstant().isBefore(young)) {
        delete(entry);
      }
    }
  }

  private static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(tree)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
