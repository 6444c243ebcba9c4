package io.holdfast.service.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Looks for a text in everything that a database stores. */
public final class StoredText {
  private static final String TABLES =
      """
      SELECT format('%I.%I', n.nspname, c.relname)
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind = 'r' AND n.nspname IN ('event_log', 'recommender', 'experiment', 'metrics')
      ORDER BY 1
      """;

  private StoredText() {}

  /**
   * The tables, of all services and the log, with a row that holds the text in any column.
   *
   * @param jdbcUrl the superuser's address of the database
   */
  public static List<String> tablesWith(String jdbcUrl, String text) {
    try (Connection connection = DriverManager.getConnection(jdbcUrl);
        Statement tables = connection.createStatement();
        ResultSet names = tables.executeQuery(TABLES)) {
      List<String> found = new ArrayList<>();
      while (names.next()) {
        if (holds(connection, names.getString(1), text)) {
          found.add(names.getString(1));
        }
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean holds(Connection connection, String table, String text)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT EXISTS (SELECT FROM " + table + " t WHERE strpos(t::text, ?) > 0)")) {
      query.setString(1, text);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }
}
