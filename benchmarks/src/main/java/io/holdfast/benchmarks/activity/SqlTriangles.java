package io.holdfast.benchmarks.activity;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The triangles of all variants from two tables, by one SQL query that any database understands.
 */
public final class SqlTriangles {

  /** The tables: one row a user, and one row a user and day of activity. */
  static final String TABLES =
      """
      CREATE TABLE member (user_id integer PRIMARY KEY, cohort smallint NOT NULL, variant smallint NOT NULL);
      CREATE TABLE activity (user_id integer NOT NULL, day smallint NOT NULL)
      """;

  private static final String QUERY =
      """
      SELECT variant, cohort, day, count(*)
      FROM activity JOIN member USING (user_id)
      GROUP BY variant, cohort, day
      """;

  private final ActivityData data;
  private final Connection connection;

  /** Over a connection to a database with the tables, filled. */
  public SqlTriangles(ActivityData data, Connection connection) {
    this.data = data;
    this.connection = connection;
  }

  /** The answer in the form of {@link ActivityData#answer()}. */
  public int[] answer() throws SQLException {
    int[] answer = new int[data.variants() * data.days() * data.days()];
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(QUERY)) {
      while (rows.next()) {
        answer[data.cell(rows.getInt(1), rows.getInt(2), rows.getInt(3))] = rows.getInt(4);
      }
    }
    return answer;
  }
}
