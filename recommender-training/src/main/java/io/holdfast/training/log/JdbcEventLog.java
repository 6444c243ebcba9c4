package io.holdfast.training.log;

import io.holdfast.contracts.json.Json;
import io.holdfast.training.data.TrainingData;
import io.holdfast.training.data.TrainingDataBuilder;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The event log as training sees it: all interactions committed when reading began, in commit
 * order, streamed. Where a retention period has dropped interactions, the data's source says since
 * when it has any. It needs a login role that is a member of {@code holdfast_log_client}, and only
 * reads.
 */
public final class JdbcEventLog {
  private static final int FETCH_ROWS = 10_000;
  private static final String SOURCE = "event log";

  private static final String INTERACTIONS =
      """
      SELECT user_id, item_id, type, value, occurred_at, criteria::text
      FROM event_log.interaction
      WHERE item_id IS NOT NULL
      ORDER BY position
      """;

  private static final String DROPPED =
      """
      SELECT max(ends_at) FROM event_log.dropped_partition
      WHERE parent = 'interaction' AND events > 0
      """;

  private final String jdbcUrl;

  /**
   * The log in that database.
   *
   * @param jdbcUrl its address with the user, e.g. {@code
   *     jdbc:postgresql://localhost:5432/holdfast?user=holdfast_recommender}
   */
  public JdbcEventLog(String jdbcUrl) {
    if (!jdbcUrl.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException(
          "the log is named by jdbc:postgresql://host:port/database?user=…");
    }
    this.jdbcUrl = jdbcUrl;
  }

  /**
   * Everything there is to train on.
   *
   * @throws SQLException if the database cannot be read
   * @throws IllegalArgumentException if nothing speaks for any item yet
   */
  public TrainingData read() throws SQLException {
    TrainingDataBuilder builder;
    try (Connection connection = DriverManager.getConnection(jdbcUrl)) {
      connection.setReadOnly(true);
      // Without this the driver holds the whole result in memory.
      connection.setAutoCommit(false);
      builder = new TrainingDataBuilder(source(connection));
      try (PreparedStatement query = connection.prepareStatement(INTERACTIONS)) {
        query.setFetchSize(FETCH_ROWS);
        try (ResultSet row = query.executeQuery()) {
          while (row.next()) {
            double value = row.getDouble(4);
            Double known = row.wasNull() ? null : value;
            OffsetDateTime at = row.getObject(5, OffsetDateTime.class);
            builder.add(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                known,
                criteria(row.getString(6)),
                Objects.requireNonNull(at).toEpochSecond());
          }
        }
      }
      connection.rollback();
    }
    return builder.build();
  }

  /** Names the moment before which a retention period let interactions go, if one did. */
  private static String source(Connection connection) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(DROPPED);
        ResultSet row = query.executeQuery()) {
      row.next();
      OffsetDateTime since = row.getObject(1, OffsetDateTime.class);
      return since == null ? SOURCE : SOURCE + " since " + since.toInstant();
    }
  }

  private static Map<String, Double> criteria(String json) {
    if (json == null) {
      return Map.of();
    }
    Map<String, Double> criteria = new HashMap<>();
    Json.readMap(json)
        .forEach((name, rating) -> criteria.put(name, ((Number) rating).doubleValue()));
    return criteria;
  }
}
