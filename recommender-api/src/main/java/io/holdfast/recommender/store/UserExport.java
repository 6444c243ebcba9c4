package io.holdfast.recommender.store;

import io.holdfast.recommender.domain.People.Entry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/** Everything that is stored of a user here and in the log: a page of it, or all as a stream. */
record UserExport(Pool pool) {
  private static final int FETCH_ROWS = 500;

  private static final String PAGE =
      """
      (SELECT position, 'Interaction', to_jsonb(i)::text FROM event_log.interaction i
        WHERE user_id = $1 AND position > $2 ORDER BY position LIMIT $3)
      UNION ALL
      (SELECT position, 'RecommendationServed', to_jsonb(s)::text
        FROM event_log.recommendation_served s
        WHERE user_id = $1 AND position > $2 ORDER BY position LIMIT $3)
      UNION ALL
      (SELECT position, kind, payload::text FROM event_log.event
        WHERE user_id = $1 AND position > $2 ORDER BY position LIMIT $3)
      ORDER BY 1 LIMIT $3
      """;

  private static final String EVERYTHING =
      """
      SELECT -1::bigint, 'Profile', to_jsonb(p)::text FROM person p WHERE user_id = $1
      UNION ALL
      SELECT 0::bigint, 'FirstExposure', to_jsonb(v)::text FROM sticky_variant v WHERE user_id = $1
      UNION ALL
      SELECT position, 'Interaction', to_jsonb(i)::text FROM event_log.interaction i
        WHERE user_id = $1
      UNION ALL
      SELECT position, 'RecommendationServed', to_jsonb(s)::text
        FROM event_log.recommendation_served s WHERE user_id = $1
      UNION ALL
      SELECT position, kind, payload::text FROM event_log.event WHERE user_id = $1
      ORDER BY 1, 3
      """;

  /** What the log holds of the user behind a position. */
  Uni<List<Entry>> page(String userId, long after, int limit) {
    return pool.preparedQuery(PAGE)
        .execute(Tuple.of(userId, after, limit))
        .map(
            rows -> {
              List<Entry> entries = new ArrayList<>(rows.size());
              rows.forEach(row -> entries.add(entry(row)));
              return entries;
            });
  }

  /**
   * All of it as of one moment, read from a cursor as fast as it is taken: memory is bounded by the
   * rows of one fetch, whatever there is of the user.
   */
  Multi<Entry> all(String userId) {
    return Multi.createFrom()
        .resourceFromUni(pool::getConnection, connection -> all(connection, userId))
        .withFinalizer(SqlConnection::close);
  }

  private static Multi<Entry> all(SqlConnection connection, String userId) {
    return connection
        .begin()
        .chain(() -> connection.prepare(EVERYTHING))
        .onItem()
        .transformToMulti(query -> query.createStream(FETCH_ROWS, Tuple.of(userId)).toMulti())
        .map(UserExport::entry);
  }

  private static Entry entry(Row row) {
    return new Entry(row.getLong(0), row.getString(1), CamelCase.keys(row.getString(2)));
  }
}
