package io.holdfast.metrics.log;

import io.holdfast.metrics.domain.Ledgers;
import io.holdfast.metrics.domain.Replay;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;

/** Starts over by emptying the rollups and putting the cursor back, in one transaction. */
@Singleton
public class PgReplay implements Replay {

  private final Pool pool;
  private final Ledgers<SqlConnection> ledgers;

  PgReplay(Pool pool, Ledgers<SqlConnection> ledgers) {
    this.pool = pool;
    this.ledgers = ledgers;
  }

  @Override
  public Uni<Boolean> fromBeginning(boolean partial) {
    return pool.withTransaction(
        connection ->
            Cursor.rewind(connection, partial)
                .call(
                    rewound ->
                        rewound
                            ? ledgers.in(connection).progress().clear()
                            : Uni.createFrom().voidItem()));
  }
}
