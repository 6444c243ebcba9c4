package io.holdfast.contracts.log;

import io.holdfast.contracts.event.EventKind;
import io.holdfast.contracts.log.LogReader.Piece;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;

/**
 * Applies each event of the log exactly once.
 *
 * <p>A step locks the consumer's cursor row, reads on from it, applies the effect and moves the
 * cursor, all in one transaction: killed anywhere, it has either happened or not. Another replica
 * that finds the row locked does nothing, so the row is the single-runner lock too.
 *
 * <p>While a batch is applied and there is more, the next one is read on another connection. What
 * was read stays right whatever becomes of the transaction, because the log behind its head does
 * not change, but for erasures: who is erased in between was not erased yet at those positions, and
 * the event that erases is still to come. It is used if the cursor stands where it was read from.
 *
 * <p>Thread-safe.
 */
public final class LogConsumer {

  /** What a step did. */
  public enum Step {
    /** Events were applied and there may be more. */
    ADVANCED,
    /** There was nothing to read. */
    AT_HEAD,
    /** Another replica is at work. */
    ELSEWHERE
  }

  /** What events do; runs inside the step's transaction, on its connection. */
  public interface Effect extends BiFunction<SqlConnection, List<LoggedEvent>, Uni<Void>> {}

  private final Pool pool;
  private final String name;
  private final LogSelection selection;
  private final int batchSize;
  private final Effect effect;
  private final AtomicReference<Uni<ReadAhead>> ahead = new AtomicReference<>(ReadAhead.NONE);

  /** What follows a position. */
  private record ReadAhead(long after, Piece piece) {
    private static final Uni<ReadAhead> NONE =
        Uni.createFrom().item(new ReadAhead(-1, Piece.NOTHING));
  }

  /**
   * A consumer that stands where its cursor row says.
   *
   * @param pool the database of the log and of the effects
   * @param name the cursor's name, unique among consumers
   * @param kinds which events to read, whole
   * @param batchSize the most events of one step
   * @param effect what they do
   */
  public LogConsumer(Pool pool, String name, Set<EventKind> kinds, int batchSize, Effect effect) {
    this(pool, name, LogSelection.whole(kinds), batchSize, effect);
  }

  /** The same, with more to say about what is read. */
  public LogConsumer(Pool pool, String name, LogSelection selection, int batchSize, Effect effect) {
    this.pool = pool;
    this.name = name;
    this.selection = selection;
    this.batchSize = batchSize;
    this.effect = effect;
  }

  /**
   * Makes the cursor row, at the log's beginning, if there is none, and says in it what is read:
   * {@link OldPartitions} waits for it.
   */
  public Uni<Void> register() {
    return pool.preparedQuery(
            """
            INSERT INTO event_log.consumer AS known (name, position, reads) VALUES ($1, 0, $2)
            ON CONFLICT (name) DO UPDATE SET reads = excluded.reads
            WHERE known.reads IS DISTINCT FROM excluded.reads
            """)
        .execute(Tuple.of(name, selection.kindNames()))
        .replaceWithVoid();
  }

  /** Reads, applies and moves on once. */
  public Uni<Step> step() {
    return Uni.createFrom()
        .deferred(() -> ahead.getAndSet(ReadAhead.NONE))
        .onFailure()
        .recoverWithUni(ReadAhead.NONE)
        .chain(read -> pool.withTransaction(connection -> step(connection, read)));
  }

  private Uni<Step> step(SqlConnection connection, ReadAhead read) {
    return connection
        .preparedQuery(
            """
            SELECT position FROM event_log.consumer
            WHERE name = $1 FOR UPDATE SKIP LOCKED
            """)
        .execute(Tuple.of(name))
        .chain(
            rows -> {
              for (Row row : rows) {
                return advance(connection, row.getLong(0), read);
              }
              return Uni.createFrom().item(Step.ELSEWHERE);
            });
  }

  /** Where the cursor stands; 0 before anything was read. */
  public Uni<Long> position() {
    return pool.preparedQuery(
            "SELECT coalesce(max(position), 0) FROM event_log.consumer WHERE name = $1")
        .execute(Tuple.of(name))
        .map(rows -> rows.iterator().next().getLong(0));
  }

  private Uni<Step> advance(SqlConnection connection, long after, ReadAhead read) {
    Uni<Piece> piece =
        read.after() == after
            ? Uni.createFrom().item(read.piece())
            : LogReader.read(connection, after, batchSize, selection);
    return piece.chain(
        found -> {
          if (found.events().isEmpty()) {
            return Uni.createFrom().item(Step.AT_HEAD);
          }
          long last = found.events().getLast().position();
          if (found.hasMore()) {
            readAhead(last);
          }
          return effect
              .apply(connection, found.events())
              .chain(() -> move(connection, last))
              .replaceWith(Step.ADVANCED);
        });
  }

  private void readAhead(long after) {
    Uni<ReadAhead> reading =
        LogReader.read(pool, after, batchSize, selection)
            .map(piece -> new ReadAhead(after, piece))
            .memoize()
            .indefinitely();
    ahead.set(reading);
    reading.subscribe().with(ignored -> {}, ignored -> {});
  }

  private Uni<Void> move(SqlConnection connection, long position) {
    return connection
        .preparedQuery("UPDATE event_log.consumer SET position = $2 WHERE name = $1")
        .execute(Tuple.of(name, position))
        .replaceWithVoid();
  }
}
