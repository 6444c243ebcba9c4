package io.holdfast.cli.log;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * How many events the log holds.
 *
 * @param interactions interactions
 * @param served lists that were recommended to users
 */
public record StoredEvents(long interactions, long served) {
  private static final String COUNTS =
      """
      SELECT (SELECT count(*) FROM event_log.interaction),
        (SELECT count(*) FROM event_log.recommendation_served WHERE trigger = 'user')
      """;

  /**
   * Counts them.
   *
   * @param jdbcUrl the database's address with a user who may read the log
   */
  public static StoredEvents count(String jdbcUrl) throws SQLException {
    try (Connection connection = DriverManager.getConnection(jdbcUrl);
        PreparedStatement query = connection.prepareStatement(COUNTS);
        ResultSet row = query.executeQuery()) {
      row.next();
      return new StoredEvents(row.getLong(1), row.getLong(2));
    }
  }

  /** Both together. */
  public long total() {
    return interactions + served;
  }
}
