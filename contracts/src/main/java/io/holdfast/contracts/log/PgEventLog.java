package io.holdfast.contracts.log;

import io.holdfast.contracts.event.Event;
import io.holdfast.contracts.event.EventKind;
import io.holdfast.contracts.event.Interaction;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The log in PostgreSQL, through the Vert.x client.
 *
 * <p>An append inside another transaction ({@link #append(SqlConnection, List)}) must be that
 * transaction's last step: it takes the log's lock, which is held until the commit.
 */
public final class PgEventLog implements EventLog {
  private static final String MISSING_PARTITION = "23514";
  private static final String DEADLOCK = "40P01";

  private final Pool pool;
  private final AppendStatements statements;

  /**
   * A log in the pool's database.
   *
   * @param pool connections of a role that is a member of {@code holdfast_log_client}
   * @param erasureKey the key of the tombstones
   */
  public PgEventLog(Pool pool, ErasureKey erasureKey) {
    this.pool = pool;
    this.statements = new AppendStatements(erasureKey);
  }

  @Override
  public Uni<Appended> append(List<? extends Event> events) {
    if (events.isEmpty()) {
      return Uni.createFrom().item(Appended.NOTHING);
    }
    Uni<Appended> attempt =
        AppendStatements.count(events) == 1
            ? Uni.createFrom().deferred(() -> statements.execute(pool, events))
            : pool.withTransaction(connection -> append(connection, events));
    return attempt
        .onFailure(PgEventLog::partitionIsMissing)
        .recoverWithUni(() -> ensurePartitions(latest(events)).chain(() -> attempt))
        .onFailure(failure -> hasState(failure, DEADLOCK))
        .retry()
        .withBackOff(Duration.ofMillis(10))
        .atMost(3);
  }

  /**
   * Appends inside the caller's transaction, as its last step. The partitions that the events need
   * must be there (see {@link #ensurePartitions}); low-volume kinds need none.
   */
  public Uni<Appended> append(SqlConnection connection, List<? extends Event> events) {
    return statements.execute(connection, events);
  }

  /**
   * Appends interactions as one statement, which is a transaction by itself: the log's lock is held
   * for no longer than the database works, whatever this process does meanwhile. The partitions
   * that they need must be there, as for {@link #append(SqlConnection, List)}.
   */
  public Uni<AppendedInteractions> appendInteractions(List<Interaction> interactions) {
    return statements.interactions(pool, interactions);
  }

  @Override
  public Uni<List<LoggedEvent>> read(long after, int limit, Set<EventKind> kinds) {
    return read(pool, after, limit, kinds);
  }

  /** Reads on from a cursor inside the caller's transaction. */
  public static Uni<List<LoggedEvent>> read(
      SqlClient client, long after, int limit, Set<EventKind> kinds) {
    return read(client, after, limit, LogSelection.whole(kinds));
  }

  /** Reads on from a cursor, in the caller's transaction if the client has one. */
  public static Uni<List<LoggedEvent>> read(
      SqlClient client, long after, int limit, LogSelection selection) {
    return LogReader.read(client, after, limit, selection).map(LogReader.Piece::events);
  }

  @Override
  public Uni<Long> head() {
    return pool.query("SELECT event_log.head()")
        .execute()
        .map(rows -> rows.iterator().next().getLong(0));
  }

  @Override
  public Uni<List<Interaction>> history(String userId, int limit) {
    return LogReader.history(pool, userId, limit);
  }

  @Override
  public Uni<Map<String, Object>> attributes(String userId) {
    return LogReader.attributes(pool, userId);
  }

  @Override
  public Uni<Optional<Instant>> eventTime() {
    return pool.query(
            """
            SELECT occurred_at FROM event_log.event
            WHERE kind = 'ClockAdvanced' ORDER BY position DESC LIMIT 1
            """)
        .execute()
        .map(
            rows -> {
              for (Row row : rows) {
                return Optional.of(row.getOffsetDateTime(0).toInstant());
              }
              return Optional.empty();
            });
  }

  @Override
  public Uni<Void> ensurePartitions(Instant until) {
    return pool.preparedQuery("SELECT event_log.ensure_partitions($1)")
        .execute(Tuple.of(until.atOffset(ZoneOffset.UTC)))
        .replaceWithVoid();
  }

  /**
   * Forgets a user: removes the user's events, leaves a tombstone and appends {@code UserErased},
   * in the caller's transaction and as its last step.
   *
   * @return the number of events removed
   */
  public Uni<Long> eraseUser(SqlConnection connection, UUID erasureId, String userId, Instant at) {
    return statements.eraseUser(connection, erasureId, userId, at);
  }

  /** Takes the id out of the {@code UserErased} event, once every consumer has confirmed. */
  public static Uni<Void> blankErasedUser(SqlConnection connection, UUID erasureId) {
    return connection
        .preparedQuery("SELECT event_log.blank_erased_user($1)")
        .execute(Tuple.of(erasureId))
        .replaceWithVoid();
  }

  /** Lets an erased user's new events in again; false if the user was not erased. */
  public Uni<Boolean> liftErasure(String userId) {
    return statements.liftErasure(pool, userId);
  }

  private static boolean partitionIsMissing(Throwable failure) {
    return hasState(failure, MISSING_PARTITION)
        && failure.getMessage() != null
        && failure.getMessage().contains("no partition");
  }

  private static boolean hasState(Throwable failure, String state) {
    return failure instanceof PgException pg && state.equals(pg.getSqlState());
  }

  private static Instant latest(List<? extends Event> events) {
    return events.stream().map(Event::occurredAt).max(Instant::compareTo).orElseThrow();
  }
}
