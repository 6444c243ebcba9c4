package io.holdfast.metrics.log;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.OptionalLong;

/** The consumer's cursor row, which is its single-runner lock too. */
final class Cursor {

  static final String CONSUMER = "metrics-dashboard";

  private Cursor() {}

  /** Locks the row for the transaction; empty if a batch is being applied. */
  static Uni<OptionalLong> tryLock(SqlConnection connection) {
    return connection
        .preparedQuery(
            "SELECT position FROM event_log.consumer WHERE name = $1 FOR UPDATE SKIP LOCKED")
        .execute(Tuple.of(CONSUMER))
        .map(
            rows -> {
              for (Row row : rows) {
                return OptionalLong.of(row.getLong(0));
              }
              return OptionalLong.empty();
            });
  }

  /**
   * Waits for the batch that is being applied, then goes back to the log's beginning; false if the
   * beginning is gone and a part will not do.
   */
  static Uni<Boolean> rewind(SqlConnection connection, boolean partial) {
    return connection
        .preparedQuery("SELECT event_log.rewind_consumer($1, $2)")
        .execute(Tuple.of(CONSUMER, partial))
        .map(rows -> rows.iterator().next().getBoolean(0));
  }
}
