package io.holdfast.recommender.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.core.artifact.Artifact;
import io.holdfast.core.artifact.CorruptArtifactException;
import io.holdfast.recommender.domain.ArtifactStore;
import io.holdfast.recommender.testing.TestModels;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactCacheTest {
  private static final TestModels.Upload MODEL = TestModels.popular("popular");

  /** Artifacts in memory, with a count of how often one was read. */
  private static final class MemoryArtifactStore implements ArtifactStore {
    private final Map<String, byte[]> artifacts = new HashMap<>();
    private int reads;

    @Override
    public long store(String digest, Content content) throws IOException {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      content.writeTo(out);
      artifacts.put(digest, out.toByteArray());
      return out.size();
    }

    @Override
    public InputStream open(String digest) throws IOException {
      reads++;
      byte[] bytes = artifacts.get(digest);
      if (bytes == null) {
        throw new FileNotFoundException(digest);
      }
      return new ByteArrayInputStream(bytes);
    }
  }

  @TempDir Path directory;
  private final MemoryArtifactStore store = new MemoryArtifactStore();
  private ArtifactCache cache;

  @BeforeEach
  void fill() throws IOException {
    cache = new ArtifactCache(new ArtifactSettings(directory, 1 << 20), store);
    store.store(MODEL.digest(), out -> out.write(MODEL.tar()));
  }

  @Test
  void anArtifactIsReadFromTheStoreOnce() throws IOException {
    Artifact artifact = cache.fetch(MODEL.digest());
    assertThat(artifact.digest()).isEqualTo(MODEL.digest());
    assertThat(artifact.directory()).isEqualTo(directory.resolve(MODEL.digest()));
    cache.fetch(MODEL.digest());
    assertThat(store.reads).isEqualTo(1);
  }

  @Test
  void aCachedArtifactThatHasGoneBadIsReadAgain() throws IOException {
    Path tensors = cache.fetch(MODEL.digest()).directory().resolve("tensors.safetensors");
    Files.write(tensors, new byte[] {1, 2, 3});
    cache.fetch(MODEL.digest());
    assertThat(store.reads).isEqualTo(2);
    assertThat(Files.size(tensors)).isGreaterThan(3);
  }

  @Test
  void aStoredArtifactThatIsAnotherOneIsRefusedAndLeavesNothing() throws IOException {
    String other = "f".repeat(64);
    store.store(other, out -> out.write(MODEL.tar()));
    assertThatThrownBy(() -> cache.fetch(other))
        .isInstanceOf(CorruptArtifactException.class)
        .hasMessageContaining(MODEL.digest());
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void oldArtifactsThatNobodyMayAskForAreDeleted() throws IOException {
    Path kept = cache.fetch(MODEL.digest()).directory();
    TestModels.Upload other = TestModels.popular("other");
    store.store(other.digest(), out -> out.write(other.tar()));
    Path unwanted = cache.fetch(other.digest()).directory();
    cache.evict(Set.of(MODEL.digest()));
    assertThat(unwanted).exists();
    FileTime old = FileTime.from(Instant.now().minus(Duration.ofHours(2)));
    Files.setLastModifiedTime(kept, old);
    Files.setLastModifiedTime(unwanted, old);
    cache.evict(Set.of(MODEL.digest()));
    assertThat(kept).exists();
    assertThat(unwanted).doesNotExist();
  }

  @Test
  void anArtifactThatIsTooLargeIsRefused() {
    ArtifactCache small = new ArtifactCache(new ArtifactSettings(directory, 100), store);
    assertThatThrownBy(() -> small.fetch(MODEL.digest()))
        .isInstanceOf(CorruptArtifactException.class)
        .hasMessageContaining("100 bytes");
  }
}
