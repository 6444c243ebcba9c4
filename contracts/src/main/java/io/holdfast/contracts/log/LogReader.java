package io.holdfast.contracts.log;

import io.holdfast.contracts.event.EventKind;
import io.holdfast.contracts.event.Interaction;
import io.holdfast.contracts.event.UserChanged;
import io.holdfast.contracts.json.Json;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads the three tables of the log as one sequence.
 *
 * <p>The head is read first. Everything at or before it is committed by then and, positions being
 * in commit order, nothing will join it; so the tables can be read one after the other up to that
 * head and merged, and no event falls between two reads.
 *
 * <p>Positions are dense but for what was refused or erased. So a read of the voluminous tables
 * takes a window of as many positions as it may return events, from the next event on: no row is
 * read that is not returned.
 */
final class LogReader {

  /**
   * A piece of the log.
   *
   * @param events in order
   * @param hasMore whether there was more to read when it was read
   */
  record Piece(List<LoggedEvent> events, boolean hasMore) {
    static final Piece NOTHING = new Piece(List.of(), false);
  }

  private record Bounds(long next, long head) {}

  private final SqlClient client;
  private final LogSelection selection;
  private final LoggedRows rows = new LoggedRows();

  private LogReader(SqlClient client, LogSelection selection) {
    this.client = client;
    this.selection = selection;
  }

  static Uni<Piece> read(SqlClient client, long after, int limit, LogSelection selection) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit must be at least 1, was " + limit);
    }
    return new LogReader(client, selection).read(after, limit);
  }

  static Uni<List<Interaction>> history(SqlClient client, String userId, int limit) {
    return client
        .preparedQuery(
            "SELECT "
                + LoggedRows.INTERACTION_COLUMNS
                + """
                FROM event_log.interaction WHERE user_id = $1
                ORDER BY occurred_at DESC, position DESC LIMIT $2
                """)
        .execute(Tuple.of(userId, limit))
        .map(
            found -> {
              LoggedRows rows = new LoggedRows();
              return list(found, row -> (Interaction) rows.interaction(row).event());
            });
  }

  static Uni<Map<String, Object>> attributes(SqlClient client, String userId) {
    return client
        .preparedQuery(
            """
            SELECT payload::text FROM event_log.event
            WHERE user_id = $1 AND kind = 'UserChanged' ORDER BY position DESC LIMIT 1
            """)
        .execute(Tuple.of(userId))
        .map(
            rows -> {
              for (Row row : rows) {
                return Json.read(row.getString(0), UserChanged.class).attributes();
              }
              return Map.of();
            });
  }

  private Uni<Piece> read(long after, int limit) {
    boolean byWindow =
        selection.holds(EventKind.INTERACTION) || selection.holds(EventKind.RECOMMENDATION_SERVED);
    return bounds(after)
        .chain(
            bounds -> {
              if (bounds.next() > bounds.head()) {
                return Uni.createFrom().item(Piece.NOTHING);
              }
              return byWindow
                  ? window(
                      bounds.next(), Math.min(bounds.head(), bounds.next() + limit - 1), bounds)
                  : first(bounds, limit);
            });
  }

  /** The position of the next event that is asked for, and the head. */
  private Uni<Bounds> bounds(long after) {
    List<String> next = new ArrayList<>();
    if (selection.holds(EventKind.INTERACTION)) {
      next.add("(SELECT min(position) FROM event_log.interaction WHERE position > $1)");
    }
    if (selection.holds(EventKind.RECOMMENDATION_SERVED)) {
      next.add("(SELECT min(position) FROM event_log.recommendation_served WHERE position > $1)");
    }
    next.add(
        """
        (SELECT min(e.position) FROM unnest($2::text[]) AS k(kind) CROSS JOIN LATERAL (
          SELECT min(position) AS position FROM event_log.event
          WHERE kind = k.kind AND position > $1) AS e)
        """);
    return client
        .preparedQuery(
            "SELECT h.head, coalesce(least(%s), h.head + 1) FROM event_log.head() AS h(head)"
                .formatted(String.join(", ", next)))
        .execute(Tuple.of(after, selection.otherKinds()))
        .map(
            found -> {
              Row row = found.iterator().next();
              return new Bounds(row.getLong(1), row.getLong(0));
            });
  }

  private Uni<Piece> window(long from, long to, Bounds bounds) {
    Tuple window = Tuple.of(from, to);
    Uni<List<LoggedEvent>> events = Uni.createFrom().item(new ArrayList<>());
    if (selection.holds(EventKind.INTERACTION)) {
      events =
          with(
              events,
              "SELECT "
                  + LoggedRows.INTERACTION_COLUMNS
                  + """
                  FROM event_log.interaction WHERE position BETWEEN $1 AND $2 ORDER BY position
                  """,
              window,
              rows::interaction);
    }
    if (selection.holds(EventKind.RECOMMENDATION_SERVED)) {
      events =
          with(
              events,
              "SELECT "
                  + LoggedRows.servedColumns(selection.servedItems())
                  + """
                  FROM event_log.recommendation_served WHERE position BETWEEN $1 AND $2
                  ORDER BY position
                  """,
              window,
              rows::served);
    }
    if (selection.otherKinds().length > 0) {
      events =
          with(
              events,
              "SELECT "
                  + LoggedRows.EVENT_COLUMNS
                  + """
                   FROM event_log.event WHERE kind = ANY ($3) AND position BETWEEN $1 AND $2
                  ORDER BY position
                  """,
              Tuple.of(from, to, selection.otherKinds()),
              LoggedRows::event);
    }
    return events.map(
        all -> {
          all.sort(Comparator.comparingLong(LoggedEvent::position));
          return new Piece(List.copyOf(all), to < bounds.head());
        });
  }

  /** Without the voluminous tables: by the index on kind and position. */
  private Uni<Piece> first(Bounds bounds, int limit) {
    return client
        .preparedQuery(
            "SELECT "
                + LoggedRows.EVENT_COLUMNS
                + """
                 FROM event_log.event WHERE kind = ANY ($4) AND position BETWEEN $1 AND $2
                ORDER BY position LIMIT $3
                """)
        .execute(Tuple.of(bounds.next(), bounds.head(), limit, selection.otherKinds()))
        .map(found -> new Piece(list(found, LoggedRows::event), found.size() == limit));
  }

  private Uni<List<LoggedEvent>> with(
      Uni<List<LoggedEvent>> before,
      String sql,
      Tuple parameters,
      Function<Row, LoggedEvent> event) {
    return before.chain(
        events ->
            client
                .preparedQuery(sql)
                .execute(parameters)
                .map(
                    found -> {
                      found.forEach(row -> events.add(event.apply(row)));
                      return events;
                    }));
  }

  private static <T> List<T> list(RowSet<Row> found, Function<Row, T> row) {
    List<T> list = new ArrayList<>(found.size());
    found.forEach(each -> list.add(row.apply(each)));
    return list;
  }
}
