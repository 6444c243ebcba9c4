package io.holdfast.experiment.log;

import io.holdfast.contracts.event.EventKind;
import io.holdfast.contracts.event.ModelActivated;
import io.holdfast.contracts.event.ModelReference;
import io.holdfast.contracts.event.ModelRegistered;
import io.holdfast.contracts.log.LogConsumer;
import io.holdfast.contracts.log.LoggedEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.EnumSet;
import java.util.List;

/** Keeps {@code experiment.model} as the log tells it. */
final class ProjectModels implements LogConsumer.Effect {
  /** The consumer's name in the log. */
  static final String NAME = "experiment-models";

  private static final int BATCH = 500;

  private ProjectModels() {}

  /** The consumer on that database. */
  static LogConsumer consumer(Pool pool) {
    return new LogConsumer(
        pool,
        NAME,
        EnumSet.of(EventKind.MODEL_REGISTERED, EventKind.MODEL_ACTIVATED),
        BATCH,
        new ProjectModels());
  }

  @Override
  public Uni<Void> apply(SqlConnection connection, List<LoggedEvent> events) {
    Uni<Void> applied = Uni.createFrom().voidItem();
    for (LoggedEvent logged : events) {
      applied =
          switch (logged.event()) {
            case ModelRegistered registered ->
                applied.chain(() -> register(connection, registered.model(), logged.position()));
            case ModelActivated activated ->
                applied
                    .chain(() -> register(connection, activated.model(), logged.position()))
                    .chain(() -> activate(connection, activated.model()));
            default -> applied;
          };
    }
    return applied;
  }

  private static Uni<Void> register(SqlConnection connection, ModelReference model, long position) {
    return connection
        .preparedQuery(
            """
            INSERT INTO experiment.model (name, version, position, active)
            VALUES ($1, $2, $3, false)
            ON CONFLICT (name, version) DO NOTHING
            """)
        .execute(Tuple.of(model.name(), model.version(), position))
        .replaceWithVoid();
  }

  /** First none, then that one: no moment may have two. */
  private static Uni<Void> activate(SqlConnection connection, ModelReference model) {
    return connection
        .query("UPDATE experiment.model SET active = false WHERE active")
        .execute()
        .chain(
            () ->
                connection
                    .preparedQuery(
                        "UPDATE experiment.model SET active = true WHERE name = $1 AND version = $2")
                    .execute(Tuple.of(model.name(), model.version())))
        .replaceWithVoid();
  }
}
