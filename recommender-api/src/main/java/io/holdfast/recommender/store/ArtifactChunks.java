package io.holdfast.recommender.store;

import io.smallrye.faulttolerance.api.ExponentialBackoff;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;

/**
 * The chunks of artifacts, one statement each: every statement can be repeated, so a connection
 * that breaks in the middle of an upload costs one chunk.
 */
@ApplicationScoped
@Timeout(value = 30, unit = ChronoUnit.SECONDS)
@Retry(maxRetries = 4, delay = 200, jitter = 100)
@ExponentialBackoff(factor = 3)
@CircuitBreaker(requestVolumeThreshold = 20, failureRatio = 0.75, delay = 2000)
class ArtifactChunks {
  private final Pool pool;

  ArtifactChunks(Pool pool) {
    this.pool = pool;
  }

  /** One chunk. */
  record Chunk(Buffer sha256, Buffer content) {}

  /** A whole artifact. */
  record Stored(long bytes, int chunks) {}

  Uni<Void> put(String digest, int ordinal, Chunk chunk) {
    return pool.preparedQuery(
            """
            INSERT INTO artifact_chunk (digest, ordinal, sha256, content) VALUES ($1, $2, $3, $4)
            ON CONFLICT (digest, ordinal)
              DO UPDATE SET sha256 = EXCLUDED.sha256, content = EXCLUDED.content
            """)
        .execute(Tuple.of(digest, ordinal, chunk.sha256(), chunk.content()))
        .replaceWithVoid();
  }

  Uni<Optional<Chunk>> get(String digest, int ordinal) {
    return pool.preparedQuery(
            "SELECT sha256, content FROM artifact_chunk WHERE digest = $1 AND ordinal = $2")
        .execute(Tuple.of(digest, ordinal))
        .map(
            rows -> {
              for (Row row : rows) {
                return Optional.of(new Chunk((Buffer) row.getValue(0), (Buffer) row.getValue(1)));
              }
              return Optional.empty();
            });
  }

  Uni<Void> complete(String digest, Stored stored) {
    return pool.preparedQuery(
            """
            INSERT INTO artifact (digest, bytes, chunks) VALUES ($1, $2, $3)
            ON CONFLICT (digest) DO NOTHING
            """)
        .execute(Tuple.of(digest, stored.bytes(), stored.chunks()))
        .replaceWithVoid();
  }

  Uni<Optional<Stored>> find(String digest) {
    return pool.preparedQuery("SELECT bytes, chunks FROM artifact WHERE digest = $1")
        .execute(Tuple.of(digest))
        .map(
            rows -> {
              for (Row row : rows) {
                return Optional.of(new Stored(row.getLong(0), row.getInteger(1)));
              }
              return Optional.empty();
            });
  }

  /** Removes chunks of uploads that broke off a day ago or longer. */
  Uni<Integer> sweep() {
    return pool.query(
            """
            DELETE FROM artifact_chunk c
            WHERE stored_at < now() - interval '1 day'
              AND NOT EXISTS (SELECT FROM artifact a WHERE a.digest = c.digest)
            """)
        .execute()
        .map(rows -> rows.rowCount());
  }
}
