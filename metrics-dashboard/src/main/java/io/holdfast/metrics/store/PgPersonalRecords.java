package io.holdfast.metrics.store;

import io.holdfast.contracts.json.Json;
import io.holdfast.metrics.domain.PersonalRecords;
import io.smallrye.mutiny.Multi;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rows of one user, read from a cursor: memory is bounded by the rows of one fetch. */
@Singleton
public class PgPersonalRecords implements PersonalRecords {

  private static final int FETCH_ROWS = 500;

  private static final List<String> TABLES = List.of("person", "session", "interleaving_claim");

  private static final List<String> TABLES_OF_EXPERIMENTS =
      List.of(
          "exposure",
          "profile",
          "outcome",
          "return_time",
          "session_length",
          "interleaving_user",
          "interleaved_list");

  private static final String OF_TABLE =
      """
      SELECT '%1$s', (to_jsonb(t) - 'user_number')::text
      FROM %1$s t WHERE t.user_number = (SELECT user_number FROM person WHERE user_id = $1)
      """;

  private static final String OF_EXPERIMENTS =
      """
      SELECT '%1$s',
        (to_jsonb(t) - 'user_number' - 'experiment_number'
          || jsonb_build_object('experiment', e.key))::text
      FROM %1$s t JOIN experiment e USING (experiment_number)
      WHERE t.user_number = (SELECT user_number FROM person WHERE user_id = $1)
      """;

  private static final String EVERYTHING =
      Stream.concat(
              TABLES.stream().map(OF_TABLE::formatted),
              TABLES_OF_EXPERIMENTS.stream().map(OF_EXPERIMENTS::formatted))
          .collect(Collectors.joining("UNION ALL "));

  private final Pool pool;

  PgPersonalRecords(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Multi<PersonalRecord> of(String userId) {
    return Multi.createFrom()
        .resourceFromUni(pool::getConnection, connection -> of(connection, userId))
        .withFinalizer(SqlConnection::close);
  }

  private static Multi<PersonalRecord> of(SqlConnection connection, String userId) {
    return connection
        .begin()
        .chain(() -> connection.prepare(EVERYTHING))
        .onItem()
        .transformToMulti(query -> query.createStream(FETCH_ROWS, Tuple.of(userId)).toMulti())
        .map(row -> new PersonalRecord(row.getString(0), Json.readMap(row.getString(1))));
  }
}
