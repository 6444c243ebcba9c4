package io.holdfast.metrics.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Prepared statements on one client, a pool or a transaction's connection.
 *
 * @param client where they run
 */
record Statements(SqlClient client) {

  Uni<Void> run(String sql, Tuple parameters) {
    return client.preparedQuery(sql).execute(parameters).replaceWithVoid();
  }

  /** One statement a row of parameters; at least one. */
  Uni<Void> batch(String sql, List<Tuple> parameters) {
    return client.preparedQuery(sql).executeBatch(parameters).replaceWithVoid();
  }

  <T> Uni<List<T>> list(String sql, Tuple parameters, Function<Row, T> row) {
    return client
        .preparedQuery(sql)
        .execute(parameters)
        .map(
            rows -> {
              List<T> list = new ArrayList<>(rows.size());
              rows.forEach(each -> list.add(row.apply(each)));
              return list;
            });
  }

  <T> Uni<T> one(String sql, Tuple parameters, Function<Row, T> row) {
    return client
        .preparedQuery(sql)
        .execute(parameters)
        .map(rows -> row.apply(rows.iterator().next()));
  }

  static Instant instant(Row row, int column) {
    OffsetDateTime time = row.getOffsetDateTime(column);
    return time == null ? null : time.toInstant();
  }
}
