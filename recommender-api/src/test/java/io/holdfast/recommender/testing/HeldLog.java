package io.holdfast.recommender.testing;

import io.holdfast.service.testing.PostgresTestResource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.eclipse.microprofile.config.ConfigProvider;

/** Holds the log's lock, so that nobody can append until it is closed. */
public final class HeldLog implements AutoCloseable {
  private final Connection connection;

  private HeldLog(Connection connection) {
    this.connection = connection;
  }

  /** Takes the lock. */
  public static HeldLog hold() throws SQLException {
    Connection connection =
        DriverManager.getConnection(
            ConfigProvider.getConfig().getValue(PostgresTestResource.JDBC_URL, String.class));
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SELECT event_log.log_lock()");
    }
    return new HeldLog(connection);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
