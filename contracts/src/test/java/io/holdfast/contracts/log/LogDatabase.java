package io.holdfast.contracts.log;

import io.holdfast.contracts.event.Interaction;
import io.holdfast.postgres.Database;
import io.holdfast.postgres.EmbeddedDatabase;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** A fresh database with a migrated log, and pools of the services' roles. */
final class LogDatabase implements AutoCloseable {
  static final ErasureKey ERASURE_KEY =
      new ErasureKey("0123456789abcdef".getBytes(StandardCharsets.UTF_8));
  static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final String PASSWORD = "password";
  private static final Vertx VERTX = Vertx.vertx();

  final Database database = EmbeddedDatabase.shared().createDatabase();
  final Pool pool;
  final PgEventLog log;

  LogDatabase() {
    try {
      database.execute(Roles.sql(PASSWORD));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    EventLogMigration.migrate(database.jdbcUrl(), Roles.RECOMMENDER, PASSWORD);
    pool = pool(Roles.RECOMMENDER);
    log = new PgEventLog(pool, ERASURE_KEY);
  }

  Pool pool(String role) {
    PgConnectOptions connect =
        PgConnectOptions.fromUri(database.uri())
            .setUser(role)
            .setPassword(PASSWORD)
            .setCachePreparedStatements(true);
    return PgBuilder.pool()
        .connectingTo(connect)
        .with(new PoolOptions().setMaxSize(8))
        .using(VERTX)
        .build();
  }

  static Interaction click(String userId, String itemId) {
    return click(userId, itemId, NOON);
  }

  static Interaction click(String userId, String itemId, Instant at) {
    return new Interaction(
        UUID.randomUUID(),
        userId,
        itemId,
        "click",
        null,
        null,
        at,
        null,
        null,
        null,
        Map.of(),
        false);
  }

  static <T> T await(Uni<T> uni) {
    return uni.await().atMost(Duration.ofSeconds(30));
  }

  @Override
  public void close() {
    await(pool.close());
  }
}
