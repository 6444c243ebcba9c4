package io.holdfast.recommender.store;

import io.holdfast.contracts.json.Json;
import io.holdfast.contracts.log.PgEventLog;
import io.holdfast.recommender.domain.People;
import io.holdfast.recommender.domain.Person;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.faulttolerance.Timeout;

/** The users in PostgreSQL. */
@ApplicationScoped
class PgPeople implements People {
  private final Pool pool;
  private final PgEventLog log;
  private final UserExport export;

  PgPeople(Pool pool, PgEventLog log) {
    this.pool = pool;
    this.log = log;
    this.export = new UserExport(pool);
  }

  @Override
  @Timeout(value = 10, unit = ChronoUnit.SECONDS)
  public Uni<Optional<Person>> put(String userId, Map<String, Object> attributes, Instant at) {
    return pool.withTransaction(connection -> putOnce(connection, userId, attributes, at))
        .onFailure(Erased.class)
        .recoverWithItem(Optional.empty());
  }

  private Uni<Optional<Person>> putOnce(
      SqlConnection connection, String userId, Map<String, Object> attributes, Instant at) {
    return connection
        .preparedQuery(
            """
            INSERT INTO person (user_id, revision, attributes, changed_at) VALUES ($1, 1, $2, $3)
            ON CONFLICT (user_id) DO UPDATE
            SET revision = person.revision + 1, attributes = EXCLUDED.attributes,
              changed_at = EXCLUDED.changed_at
            RETURNING user_id, revision, attributes::text, changed_at
            """)
        .execute(
            Tuple.of(userId, new JsonObject(Json.write(attributes)), at.atOffset(ZoneOffset.UTC)))
        .map(rows -> person(rows.iterator().next()))
        .call(
            person ->
                log.append(connection, List.of(person.toEvent()))
                    .invoke(
                        appended -> {
                          if (appended.erased() > 0) {
                            throw new Erased();
                          }
                        }))
        .map(Optional::of);
  }

  @Override
  @Timeout(value = 10, unit = ChronoUnit.SECONDS)
  public Uni<Optional<Person>> find(String userId) {
    return pool.preparedQuery(
            """
            SELECT user_id, revision, attributes::text, changed_at FROM person WHERE user_id = $1
            """)
        .execute(Tuple.of(userId))
        .map(
            rows -> {
              for (Row row : rows) {
                return Optional.of(person(row));
              }
              return Optional.empty();
            });
  }

  @Override
  @Timeout(value = 10, unit = ChronoUnit.SECONDS)
  public Uni<List<Entry>> entries(String userId, long after, int limit) {
    return export.page(userId, after, limit);
  }

  @Override
  public Multi<Entry> everything(String userId) {
    return export.all(userId);
  }

  @Override
  @Timeout(value = 60, unit = ChronoUnit.SECONDS)
  public Uni<Erasure> erase(String userId, Instant at) {
    UUID erasureId = UUID.randomUUID();
    return pool.withTransaction(
        connection ->
            connection
                .preparedQuery("DELETE FROM person WHERE user_id = $1")
                .execute(Tuple.of(userId))
                .chain(
                    () ->
                        connection
                            .preparedQuery(
                                "INSERT INTO erasure (erasure_id, erased_at) VALUES ($1, $2)")
                            .execute(Tuple.of(erasureId, at.atOffset(ZoneOffset.UTC))))
                .chain(() -> log.eraseUser(connection, erasureId, userId, at))
                .map(removed -> new Erasure(erasureId, removed)));
  }

  @Override
  @Timeout(value = 10, unit = ChronoUnit.SECONDS)
  public Uni<Boolean> liftErasure(String userId) {
    return log.liftErasure(userId);
  }

  private static Person person(Row row) {
    return new Person(
        row.getString(0),
        row.getLong(1),
        Json.readMap(row.getString(2)),
        row.getOffsetDateTime(3).toInstant());
  }

  /** The user is erased: rolls the transaction back. */
  private static final class Erased extends RuntimeException {
    Erased() {
      super("the user is erased", null, false, false);
    }
  }
}
