package io.holdfast.recommender.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.recommender.domain.ArtifactStore;
import io.holdfast.recommender.testing.LogTable;
import io.holdfast.recommender.testing.RecommenderProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(RecommenderProfile.class)
class PgArtifactStoreIT {
  @Inject ArtifactStore store;

  @Test
  void whatWasStoredIsReadInChunks() throws IOException {
    byte[] content = content(3_500_000, 1);
    assertThat(store.store("whole", out -> out.write(content))).isEqualTo(content.length);
    assertThat(chunks("whole")).isEqualTo(4);
    try (InputStream in = store.open("whole")) {
      assertThat(in.readAllBytes()).isEqualTo(content);
    }
  }

  @Test
  void storingAgainIsHarmless() throws IOException {
    byte[] content = content(100, 2);
    store.store("twice", out -> out.write(content));
    long again =
        store.store(
            "twice",
            out -> {
              throw new IOException("it is there already");
            });
    assertThat(again).isEqualTo(100);
  }

  @Test
  void anUploadThatBrokeOffIsNotThereAndCanBeRepeated() throws IOException {
    byte[] content = content(2_000_000, 3);
    assertThatThrownBy(
            () ->
                store.store(
                    "broken",
                    out -> {
                      out.write(content, 0, 1_500_000);
                      throw new IOException("the line is cut");
                    }))
        .hasMessage("the line is cut");
    assertThatThrownBy(() -> store.open("broken")).isInstanceOf(FileNotFoundException.class);
    store.store("broken", out -> out.write(content));
    try (InputStream in = store.open("broken")) {
      assertThat(in.readAllBytes()).isEqualTo(content);
    }
  }

  @Test
  void chunksOfAnOldBrokenUploadAreSweptAndThoseOfArtifactsStay() throws IOException {
    store.store("kept", out -> out.write(content(10, 4)));
    LogTable.update(
        """
        INSERT INTO recommender.artifact_chunk VALUES ('stale', 0, '', '', now() - interval '2 days')
        """);
    LogTable.update(
        """
        UPDATE recommender.artifact_chunk SET stored_at = now() - interval '2 days'
        WHERE digest = 'kept'
        """);
    store.store("next", out -> out.write(content(10, 5)));
    assertThat(chunks("stale")).isZero();
    assertThat(chunks("kept")).isEqualTo(1);
  }

  @Test
  void aChunkThatChangedOrIsGoneIsNoticed() throws IOException {
    store.store("changed", out -> out.write(content(1_500_000, 6)));
    LogTable.update(
        "UPDATE recommender.artifact_chunk SET content = '' WHERE digest = 'changed' AND ordinal = 1");
    try (InputStream in = store.open("changed")) {
      assertThatThrownBy(in::readAllBytes).hasMessageContaining("chunk 1 of changed is not what");
    }
    LogTable.update(
        "DELETE FROM recommender.artifact_chunk WHERE digest = 'changed' AND ordinal = 1");
    try (InputStream in = store.open("changed")) {
      assertThatThrownBy(in::readAllBytes).hasMessageContaining("chunk 1 of changed is gone");
    }
  }

  private static long chunks(String digest) {
    return LogTable.number(
        "SELECT count(*) FROM recommender.artifact_chunk WHERE digest = ?", digest);
  }

  private static byte[] content(int size, long seed) {
    byte[] content = new byte[size];
    new Random(seed).nextBytes(content);
    return content;
  }
}
