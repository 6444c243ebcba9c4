package io.holdfast.recommender.store;

import io.holdfast.contracts.event.Event;
import io.holdfast.contracts.json.Json;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Appends low-volume events inside a Hibernate session's transaction, so that a state change and
 * its event commit together. It takes the log's lock: call it as the transaction's last step.
 */
final class SessionLog {
  private static final String APPEND =
      """
      SELECT sum(event_log.append_event(e.event_id, e.occurred_at, e.kind, e.payload))
      FROM jsonb_to_recordset(cast(cast(?1 AS text) AS jsonb))
        AS e(event_id uuid, occurred_at timestamptz, kind text, payload text)
      """;

  private record Row(String event_id, String occurred_at, String kind, String payload) {
    static Row of(Event event) {
      return new Row(
          event.eventId().toString(),
          event.occurredAt().toString(),
          event.kind().wire(),
          Json.write(event));
    }
  }

  private SessionLog() {}

  /** Flushes the session's changes, then appends. */
  static Uni<Void> append(Mutiny.Session session, List<? extends Event> events) {
    if (events.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    String rows = Json.write(events.stream().map(Row::of).toList());
    return session
        .flush()
        .chain(
            () ->
                session
                    .createNativeQuery(APPEND, Long.class)
                    .setParameter(1, rows)
                    .getSingleResult())
        .invoke(
            appended -> {
              if (appended.intValue() != events.size()) {
                throw new IllegalStateException(
                    "of " + events.size() + " new events the log took " + appended);
              }
            })
        .replaceWithVoid();
  }
}
