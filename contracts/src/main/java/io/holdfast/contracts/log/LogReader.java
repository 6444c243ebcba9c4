package io.holdfast.contracts.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.holdfast.contracts.event.AssignedVariant;
import io.holdfast.contracts.event.EventKind;
import io.holdfast.contracts.event.Interaction;
import io.holdfast.contracts.event.ModelReference;
import io.holdfast.contracts.event.RecommendationServed;
import io.holdfast.contracts.event.ServedItem;
import io.holdfast.contracts.event.UserChanged;
import io.holdfast.contracts.json.Json;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads the three tables of the log as one sequence.
 *
 * <p>The head is read first. Everything at or before it is committed by then and, positions being
 * in commit order, nothing will join it; so the tables can be read one after the other up to that
 * head and merged, and no event falls between two reads.
 */
final class LogReader {
  private static final String INTERACTION_COLUMNS =
      """
      position, event_id, user_id, item_id, type, value, criteria::text, occurred_at, session_id,
      request_id, domain, context::text, historical
      """;

  private LogReader() {}

  static Uni<List<LoggedEvent>> read(
      SqlClient client, long after, int limit, Set<EventKind> kinds) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit must be at least 1, was " + limit);
    }
    return client
        .query("SELECT event_log.head()")
        .execute()
        .map(rows -> rows.iterator().next().getLong(0))
        .chain(
            head ->
                head <= after
                    ? Uni.createFrom().item(List.of())
                    : readUpTo(client, after, head, limit, kinds));
  }

  static Uni<List<Interaction>> history(SqlClient client, String userId, int limit) {
    return client
        .preparedQuery(
            "SELECT "
                + INTERACTION_COLUMNS
                + """
                FROM event_log.interaction WHERE user_id = $1
                ORDER BY occurred_at DESC, position DESC LIMIT $2
                """)
        .execute(Tuple.of(userId, limit))
        .map(rows -> list(rows, LogReader::interaction));
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

  private static Uni<List<LoggedEvent>> readUpTo(
      SqlClient client, long after, long head, int limit, Set<EventKind> kinds) {
    Uni<List<LoggedEvent>> events = Uni.createFrom().item(new ArrayList<>());
    if (kinds.contains(EventKind.INTERACTION)) {
      events =
          with(
              events,
              client,
              "SELECT "
                  + INTERACTION_COLUMNS
                  + """
                  FROM event_log.interaction WHERE position > $1 AND position <= $2
                  ORDER BY position LIMIT $3
                  """,
              Tuple.of(after, head, limit),
              row -> new LoggedEvent(row.getLong(0), interaction(row)));
    }
    if (kinds.contains(EventKind.RECOMMENDATION_SERVED)) {
      events =
          with(
              events,
              client,
              """
              SELECT position, event_id, user_id, scenario, scenario_version, model, source,
                items::text, experiments::text, context::text, trigger, occurred_at
              FROM event_log.recommendation_served WHERE position > $1 AND position <= $2
              ORDER BY position LIMIT $3
              """,
              Tuple.of(after, head, limit),
              row -> new LoggedEvent(row.getLong(0), served(row)));
    }
    Set<EventKind> others = EnumSet.copyOf(kinds);
    others.remove(EventKind.INTERACTION);
    others.remove(EventKind.RECOMMENDATION_SERVED);
    if (!others.isEmpty()) {
      events =
          with(
              events,
              client,
              """
              SELECT position, kind, payload::text FROM event_log.event
              WHERE kind = ANY ($4) AND position > $1 AND position <= $2
              ORDER BY position LIMIT $3
              """,
              Tuple.of(
                  after, head, limit, others.stream().map(EventKind::wire).toArray(String[]::new)),
              row ->
                  new LoggedEvent(
                      row.getLong(0),
                      Json.readEvent(EventKind.ofWire(row.getString(1)), row.getString(2))));
    }
    return events.map(
        all ->
            all.stream()
                .sorted(Comparator.comparingLong(LoggedEvent::position))
                .limit(limit)
                .toList());
  }

  private static Uni<List<LoggedEvent>> with(
      Uni<List<LoggedEvent>> before,
      SqlClient client,
      String sql,
      Tuple parameters,
      Function<Row, LoggedEvent> event) {
    return before.chain(
        events ->
            client
                .preparedQuery(sql)
                .execute(parameters)
                .map(
                    rows -> {
                      rows.forEach(row -> events.add(event.apply(row)));
                      return events;
                    }));
  }

  private static Interaction interaction(Row row) {
    return new Interaction(
        row.getUUID(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getDouble(5),
        json(row.getString(6), new TypeReference<Map<String, Double>>() {}),
        instant(row, 7),
        row.getString(8),
        row.getUUID(9),
        row.getString(10),
        json(row.getString(11), new TypeReference<Map<String, Object>>() {}),
        row.getBoolean(12));
  }

  private static RecommendationServed served(Row row) {
    String model = row.getString(5);
    return new RecommendationServed(
        row.getUUID(1),
        row.getString(2),
        row.getString(3),
        row.getInteger(4),
        model == null ? null : ModelReference.parse(model),
        row.getString(6),
        json(row.getString(7), new TypeReference<List<ServedItem>>() {}),
        json(row.getString(8), new TypeReference<List<AssignedVariant>>() {}),
        json(row.getString(9), new TypeReference<Map<String, Object>>() {}),
        RecommendationServed.Trigger.valueOf(row.getString(10).toUpperCase(Locale.ROOT)),
        instant(row, 11));
  }

  private static Instant instant(Row row, int column) {
    return row.getOffsetDateTime(column).toInstant();
  }

  private static <T> T json(String text, TypeReference<T> type) {
    if (text == null) {
      return null;
    }
    try {
      return Json.mapper().readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the log holds JSON that is not of its column's type", e);
    }
  }

  private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> row) {
    List<T> list = new ArrayList<>(rows.size());
    rows.forEach(each -> list.add(row.apply(each)));
    return list;
  }
}
