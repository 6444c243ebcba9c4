package io.holdfast.contracts.log;

import io.holdfast.contracts.event.Event;
import io.holdfast.contracts.event.EventKind;
import io.holdfast.contracts.event.Interaction;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The append-only log of everything that happened.
 *
 * <p>An append is acknowledged when it is committed, whole or not at all. Identity of an event is
 * (eventId, occurredAt): appending it again changes nothing and counts as a duplicate. Reading
 * order is commit order: once a reader has seen position p, nothing at or before p appears later.
 * Implementations are thread-safe.
 */
public interface EventLog {

  /** Appends in a transaction of its own; completes after the commit. */
  Uni<Appended> append(List<? extends Event> events);

  /**
   * Reads on from a cursor.
   *
   * @param after the last position already seen, 0 for the beginning
   * @param limit at most so many events
   * @param kinds only these
   */
  Uni<List<LoggedEvent>> read(long after, int limit, Set<EventKind> kinds);

  /** The position of the last committed event, 0 if the log is empty. */
  Uni<Long> head();

  /**
   * A user's interactions, newest first: what was acknowledged is there at once, on every replica.
   *
   * @param userId who
   * @param limit at most so many
   */
  Uni<List<Interaction>> history(String userId, int limit);

  /**
   * A user's declared attributes, as they were told last: what was acknowledged is there at once,
   * on every replica. Empty if nothing was declared, or the user was erased.
   *
   * @param userId who
   */
  Uni<Map<String, Object>> attributes(String userId);

  /** The event time that was set last; empty if none ever was. */
  Uni<Optional<Instant>> eventTime();

  /** Makes the partitions that events up to that time need. Idempotent. */
  Uni<Void> ensurePartitions(Instant until);
}
