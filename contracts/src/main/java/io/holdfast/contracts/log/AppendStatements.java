package io.holdfast.contracts.log;

import io.holdfast.contracts.event.Event;
import io.holdfast.contracts.event.ExposureRecorded;
import io.holdfast.contracts.event.Interaction;
import io.holdfast.contracts.event.RecommendationServed;
import io.holdfast.contracts.event.UserChanged;
import io.holdfast.contracts.event.UserErased;
import io.holdfast.contracts.json.Json;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.lang.reflect.Array;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Events as calls of the log's SQL functions. A batch travels as one array a column, so that a call
 * is one round trip whatever its size.
 */
final class AppendStatements {
  private static final String INTERACTIONS =
      "SELECT accepted, erased, pg_current_xact_id()::text FROM event_log.append_interactions("
          + "$1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
  private static final String SERVED =
      "SELECT accepted, erased FROM event_log.append_served("
          + "$1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
  private static final String EVENTS =
      "SELECT accepted, erased FROM event_log.append_events($1, $2, $3, $4, $5, $6)";

  private final ErasureKey erasureKey;

  AppendStatements(ErasureKey erasureKey) {
    this.erasureKey = erasureKey;
  }

  /** How many statements append those events: one for each table that they go to. */
  static long count(List<? extends Event> events) {
    return events.stream().map(AppendStatements::table).distinct().count();
  }

  /** The function that appends an event. */
  private static String table(Event event) {
    return switch (event) {
      case Interaction _ -> INTERACTIONS;
      case RecommendationServed _ -> SERVED;
      default -> EVENTS;
    };
  }

  Uni<Appended> execute(SqlClient connection, List<? extends Event> events) {
    List<Interaction> interactions = new ArrayList<>();
    List<RecommendationServed> served = new ArrayList<>();
    List<Event> others = new ArrayList<>();
    for (Event event : events) {
      switch (event) {
        case Interaction interaction -> interactions.add(interaction);
        case RecommendationServed recommendation -> served.add(recommendation);
        default -> others.add(event);
      }
    }
    Uni<Appended> done = Uni.createFrom().item(Appended.NOTHING);
    if (!interactions.isEmpty()) {
      done = then(done, connection, INTERACTIONS, interactions.size(), interactions(interactions));
    }
    if (!served.isEmpty()) {
      done = then(done, connection, SERVED, served.size(), served(served));
    }
    if (!others.isEmpty()) {
      done = then(done, connection, EVENTS, others.size(), others(others));
    }
    return done;
  }

  Uni<Long> eraseUser(SqlConnection connection, UUID erasureId, String userId, Instant at) {
    UserErased event = new UserErased(erasureId, userId, erasureKey.hash(userId), at);
    return connection
        .preparedQuery("SELECT event_log.erase_user($1, $2, $3, $4, $5)")
        .execute(
            Tuple.from(
                List.of(
                    erasureId,
                    time(event.occurredAt()),
                    userId,
                    event.userHash(),
                    Json.write(event))))
        .map(rows -> rows.iterator().next().getLong(0));
  }

  Uni<Boolean> liftErasure(SqlClient client, String userId) {
    return client
        .preparedQuery("SELECT event_log.lift_erasure($1)")
        .execute(Tuple.of(erasureKey.hash(userId)))
        .map(rows -> rows.iterator().next().getBoolean(0));
  }

  /** Appends interactions, in a transaction of their own unless the client has one. */
  Uni<AppendedInteractions> interactions(SqlClient client, List<Interaction> events) {
    return client
        .preparedQuery(INTERACTIONS)
        .execute(interactions(events))
        .map(
            rows ->
                new AppendedInteractions(
                    appended(rows, events.size()), rows.iterator().next().getString(2)));
  }

  private static Uni<Appended> then(
      Uni<Appended> before, SqlClient connection, String sql, int size, Tuple columns) {
    return before.chain(
        sum ->
            connection
                .preparedQuery(sql)
                .execute(columns)
                .map(rows -> sum.plus(appended(rows, size))));
  }

  private static Appended appended(RowSet<Row> rows, int size) {
    Row row = rows.iterator().next();
    int accepted = row.getInteger(0);
    int erased = row.getInteger(1);
    return new Appended(accepted, size - accepted - erased, erased);
  }

  private Tuple interactions(List<Interaction> events) {
    UnaryOperator<String> hash = erasureKey.hashing();
    Function<Map<String, ?>, String> json = onceEach();
    return Columns.of(events)
        .add(UUID.class, Interaction::eventId)
        .add(OffsetDateTime.class, event -> time(event.occurredAt()))
        .add(String.class, Interaction::userId)
        .add(String.class, event -> hash.apply(event.userId()))
        .add(String.class, Interaction::itemId)
        .add(String.class, Interaction::type)
        .add(Double.class, Interaction::value)
        .add(String.class, event -> json.apply(event.criteria()))
        .add(String.class, Interaction::sessionId)
        .add(UUID.class, Interaction::requestId)
        .add(String.class, Interaction::domain)
        .add(String.class, event -> json.apply(event.context()))
        .add(Boolean.class, Interaction::historical)
        .tuple();
  }

  private Tuple served(List<RecommendationServed> events) {
    return Columns.of(events)
        .add(UUID.class, RecommendationServed::requestId)
        .add(OffsetDateTime.class, event -> time(event.servedAt()))
        .add(String.class, RecommendationServed::userId)
        .add(String.class, event -> hash(event.userId()))
        .add(String.class, RecommendationServed::scenario)
        .add(Integer.class, RecommendationServed::scenarioVersion)
        .add(String.class, event -> event.model() == null ? null : event.model().toString())
        .add(String.class, RecommendationServed::source)
        .add(String.class, event -> Json.write(event.items()))
        .add(String.class, event -> Json.write(event.experiments()))
        .add(String.class, event -> json(event.context()))
        .add(String.class, event -> event.trigger().wire())
        .tuple();
  }

  private Tuple others(List<Event> events) {
    return Columns.of(events)
        .add(UUID.class, Event::eventId)
        .add(OffsetDateTime.class, event -> time(event.occurredAt()))
        .add(String.class, event -> event.kind().wire())
        .add(String.class, AppendStatements::userOf)
        .add(String.class, event -> hash(userOf(event)))
        .add(String.class, Json::write)
        .tuple();
  }

  private static String userOf(Event event) {
    return switch (event) {
      case ExposureRecorded exposure -> exposure.userId();
      case UserChanged user -> user.userId();
      default -> null;
    };
  }

  private String hash(String userId) {
    return userId == null ? null : erasureKey.hash(userId);
  }

  private static String json(Map<String, ?> map) {
    return map.isEmpty() ? null : Json.write(map);
  }

  /** Contexts repeat within a batch, so each is written once. */
  private static Function<Map<String, ?>, String> onceEach() {
    Map<Map<String, ?>, String> written = new HashMap<>();
    return map -> map.isEmpty() ? null : written.computeIfAbsent(map, AppendStatements::json);
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  /** Rows turned into one typed array a column. */
  private record Columns<E>(List<E> events, Tuple tuple) {
    static <E> Columns<E> of(List<E> events) {
      return new Columns<>(events, Tuple.tuple());
    }

    @SuppressWarnings("unchecked")
    <T> Columns<E> add(Class<T> type, Function<E, T> field) {
      T[] column = (T[]) Array.newInstance(type, events.size());
      for (int k = 0; k < column.length; k++) {
        column[k] = field.apply(events.get(k));
      }
      tuple.addValue(column);
      return this;
    }
  }
}
