package io.holdfast.recommender.testing;

import io.holdfast.service.testing.PostgresTestResource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;

/** The test's database, looked at from outside. */
public final class LogTable {
  private LogTable() {}

  /** The first column of each row, as text. */
  public static List<String> texts(String sql, Object... parameters) {
    try (Connection connection = connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int k = 0; k < parameters.length; k++) {
        statement.setObject(k + 1, parameters[k]);
      }
      List<String> texts = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          texts.add(rows.getString(1));
        }
      }
      return texts;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The one number that the query gives. */
  public static long number(String sql, Object... parameters) {
    return Long.parseLong(texts(sql, parameters).getFirst());
  }

  /** Changes rows. */
  public static int update(String sql, Object... parameters) {
    try (Connection connection = connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int k = 0; k < parameters.length; k++) {
        statement.setObject(k + 1, parameters[k]);
      }
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The payloads of the log's events of that kind, in order. */
  public static List<String> events(String kind) {
    return texts("SELECT payload FROM event_log.event WHERE kind = ? ORDER BY position", kind);
  }

  private static Connection connect() throws SQLException {
    return DriverManager.getConnection(
        ConfigProvider.getConfig().getValue(PostgresTestResource.JDBC_URL, String.class));
  }
}
