package io.holdfast.recommender.store;

import io.holdfast.contracts.event.ModelActivated;
import io.holdfast.contracts.event.ModelReference;
import io.holdfast.contracts.log.PgEventLog;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/**
 * The change of the active model inside a transaction, whoever asks for it: the state of both
 * models and {@code ModelActivated}. One change at a time, by an advisory lock.
 */
final class Activation {
  private static final long LOCK = 7_142_118_316_209_114L;

  /** What became of it. */
  enum Outcome {
    ACTIVATED,
    ALREADY_ACTIVE,
    UNKNOWN,
    RETIRED
  }

  private final PgEventLog log;

  Activation(PgEventLog log) {
    this.log = log;
  }

  /**
   * Makes the model the active one.
   *
   * @param decisionId the decision that asks for it, or null
   * @param actor the API key that asks for it, or null
   */
  Uni<Outcome> activate(
      SqlConnection connection, ModelReference model, UUID decisionId, String actor, Instant at) {
    return lock(connection)
        .chain(() -> state(connection, model))
        .chain(
            state ->
                switch (state) {
                  case null -> Uni.createFrom().item(Outcome.UNKNOWN);
                  case "active" -> Uni.createFrom().item(Outcome.ALREADY_ACTIVE);
                  case "retired" -> Uni.createFrom().item(Outcome.RETIRED);
                  default -> swap(connection, model, decisionId, actor, at);
                });
  }

  /** Waits until no other activation is under way; held until the transaction ends. */
  static Uni<Void> lock(SqlConnection connection) {
    return connection
        .preparedQuery("SELECT pg_advisory_xact_lock($1)")
        .execute(Tuple.of(LOCK))
        .replaceWithVoid();
  }

  /** The active model; null if there is none. */
  static Uni<ModelReference> active(SqlConnection connection) {
    return connection
        .query("SELECT name, version FROM model WHERE state = 'active'")
        .execute()
        .map(Activation::reference);
  }

  private static Uni<String> state(SqlConnection connection, ModelReference model) {
    return connection
        .preparedQuery("SELECT state FROM model WHERE name = $1 AND version = $2 FOR UPDATE")
        .execute(Tuple.of(model.name(), model.version()))
        .map(
            rows -> {
              for (Row row : rows) {
                return row.getString(0);
              }
              return null;
            });
  }

  private Uni<Outcome> swap(
      SqlConnection connection, ModelReference model, UUID decisionId, String actor, Instant at) {
    return connection
        .query(
            """
            UPDATE model SET state = 'registered' WHERE state = 'active' RETURNING name, version
            """)
        .execute()
        .map(Activation::reference)
        .call(
            previous ->
                connection
                    .preparedQuery(
                        """
                        UPDATE model SET state = 'active', activated_at = $3, previous = $4
                        WHERE name = $1 AND version = $2
                        """)
                    .execute(
                        Tuple.of(
                            model.name(),
                            model.version(),
                            at.atOffset(ZoneOffset.UTC),
                            previous == null ? null : previous.toString())))
        .chain(
            previous ->
                log.append(
                    connection,
                    List.of(
                        new ModelActivated(
                            UUID.randomUUID(), model, previous, decisionId, actor, at))))
        .replaceWith(Outcome.ACTIVATED);
  }

  private static ModelReference reference(RowSet<Row> rows) {
    for (Row row : rows) {
      return new ModelReference(row.getString(0), row.getString(1));
    }
    return null;
  }
}
