package io.holdfast.recommender.store;

import io.holdfast.recommender.domain.ArtifactStore;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;

/**
 * Artifacts in PostgreSQL, so that replicas need no shared disk: chunks of 1 MiB, each with its
 * SHA-256. One chunk at a time is in memory.
 */
@ApplicationScoped
class PgArtifactStore implements ArtifactStore {
  private static final int CHUNK_BYTES = 1 << 20;
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  private final ArtifactChunks chunks;

  PgArtifactStore(ArtifactChunks chunks) {
    this.chunks = chunks;
  }

  @Override
  public long store(String digest, Content content) throws IOException {
    ArtifactChunks.Stored known = await(chunks.find(digest)).orElse(null);
    if (known != null) {
      return known.bytes();
    }
    await(chunks.sweep());
    try (ChunkOutput out = new ChunkOutput(digest)) {
      content.writeTo(out);
      out.flushChunk();
      await(chunks.complete(digest, new ArtifactChunks.Stored(out.bytes, out.ordinal)));
      return out.bytes;
    }
  }

  @Override
  public InputStream open(String digest) throws IOException {
    ArtifactChunks.Stored stored =
        await(chunks.find(digest))
            .orElseThrow(() -> new FileNotFoundException("no artifact " + digest));
    return new ChunkInput(digest, stored.chunks());
  }

  private static <T> T await(Uni<T> uni) throws IOException {
    try {
      return uni.await().atMost(LONGEST_WAIT);
    } catch (RuntimeException e) {
      throw new IOException("the artifact store does not answer: " + e.getMessage(), e);
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java platform", e);
    }
  }

  /** Cuts a stream into chunks. */
  private final class ChunkOutput extends OutputStream {
    private final String digest;
    private final byte[] chunk = new byte[CHUNK_BYTES];
    private int filled;
    private int ordinal;
    private long bytes;

    ChunkOutput(String digest) {
      this.digest = digest;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
      int done = 0;
      while (done < length) {
        int n = Math.min(length - done, chunk.length - filled);
        System.arraycopy(source, offset + done, chunk, filled, n);
        filled += n;
        done += n;
        if (filled == chunk.length) {
          flushChunk();
        }
      }
    }

    void flushChunk() throws IOException {
      if (filled > 0) {
        byte[] content = Arrays.copyOf(chunk, filled);
        await(
            chunks.put(
                digest,
                ordinal,
                new ArtifactChunks.Chunk(Buffer.buffer(sha256(content)), Buffer.buffer(content))));
        ordinal++;
        bytes += filled;
        filled = 0;
      }
    }
  }

  /** Reads chunks as one stream. */
  private final class ChunkInput extends InputStream {
    private final String digest;
    private final int count;
    private int next;
    private byte[] chunk = new byte[0];
    private int position;

    ChunkInput(String digest, int count) {
      this.digest = digest;
      this.count = count;
    }

    @Override
    public int read() throws IOException {
      return fill() ? Byte.toUnsignedInt(chunk[position++]) : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (!fill()) {
        return -1;
      }
      int n = Math.min(length, chunk.length - position);
      System.arraycopy(chunk, position, target, offset, n);
      position += n;
      return n;
    }

    private boolean fill() throws IOException {
      while (position == chunk.length) {
        if (next == count) {
          return false;
        }
        ArtifactChunks.Chunk read =
            await(chunks.get(digest, next))
                .orElseThrow(() -> new IOException("chunk " + next + " of " + digest + " is gone"));
        byte[] content = read.content().getBytes();
        if (!MessageDigest.isEqual(read.sha256().getBytes(), sha256(content))) {
          throw new IOException("chunk " + next + " of " + digest + " is not what was stored");
        }
        chunk = content;
        position = 0;
        next++;
      }
      return true;
    }
  }
}
