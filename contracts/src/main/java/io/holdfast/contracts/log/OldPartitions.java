package io.holdfast.contracts.log;

import io.holdfast.contracts.event.EventKind;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * Lets go of the log's oldest partitions, whole: what a retention period is over for. Nothing goes
 * that a consumer of its kind has not read. The log remembers what went ({@code
 * event_log.dropped_partition}), and a consumer that wants to begin anew is told so ({@link
 * LogConsumer}'s cursor, {@code event_log.rewind_consumer}).
 *
 * <p>Dropping takes a lock that readers and writers of the kind wait for, for some milliseconds; it
 * gives up after two seconds if a long read is in its way. Replicas may all call it: a named lock
 * lets one of them do the work. Thread-safe.
 */
public final class OldPartitions {
  private final Pool pool;

  /**
   * The log's partitions.
   *
   * @param pool connections of recommender-api's role: no other may drop
   */
  public OldPartitions(Pool pool) {
    this.pool = pool;
  }

  /**
   * A partition that is over.
   *
   * @param name the table
   * @param endsAt everything in it happened before
   * @param events how many it held
   * @param awaited the consumers that have not read it; it is still there if there is any
   */
  public record OldPartition(String name, Instant endsAt, long events, List<String> awaited) {
    public OldPartition {
      awaited = List.copyOf(awaited);
    }

    /** Whether it is gone. */
    public boolean dropped() {
      return awaited.isEmpty();
    }
  }

  /**
   * Drops the oldest partition of a kind if it ended at or before the horizon.
   *
   * @param kind {@link EventKind#INTERACTION} or {@link EventKind#RECOMMENDATION_SERVED}
   * @param horizon what happened before it is not kept
   * @param at now
   * @return the partition; empty if none is that old, or another replica is at work. Fails with
   *     PostgreSQL's error for any other kind, and if the lock cannot be had
   */
  public Uni<Optional<OldPartition>> dropOldest(EventKind kind, Instant horizon, Instant at) {
    return pool.preparedQuery(
            """
            SELECT name, ends_at, events, awaited
            FROM event_log.drop_oldest_partition($1, $2, $3)
            """)
        .execute(
            Tuple.of(kind.wire(), horizon.atOffset(ZoneOffset.UTC), at.atOffset(ZoneOffset.UTC)))
        .map(
            rows -> {
              for (Row row : rows) {
                return Optional.of(
                    new OldPartition(
                        row.getString(0),
                        row.getOffsetDateTime(1).toInstant(),
                        row.getLong(2),
                        List.of(row.getArrayOfStrings(3))));
              }
              return Optional.empty();
            });
  }
}
