package io.holdfast.benchmarks.activity;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Fills the tables of {@link SqlTriangles}, each database by its fastest way in. */
public final class ActivityTables {

  private static final int COPY_BYTES = 1 << 16;

  private ActivityTables() {}

  /** Fills DuckDB through appenders. */
  public static void fillDuckDb(Connection connection, ActivityData data) throws SQLException {
    createTables(connection);
    DuckDBConnection duckDb = connection.unwrap(DuckDBConnection.class);
    try (DuckDBAppender members = duckDb.createAppender("main", "member");
        DuckDBAppender activity = duckDb.createAppender("main", "activity")) {
      data.forEach(
          new ActivityData.Visitor<SQLException>() {
            @Override
            public void user(int user, int cohort, int variant) throws SQLException {
              members.beginRow();
              members.append(user);
              members.append((short) cohort);
              members.append((short) variant);
              members.endRow();
            }

            @Override
            public void active(int user, int day) throws SQLException {
              activity.beginRow();
              activity.append(user);
              activity.append((short) day);
              activity.endRow();
            }
          });
    }
  }

  /** Fills PostgreSQL by {@code COPY}, one table after the other, and gathers statistics. */
  public static void fillPostgreSql(Connection connection, ActivityData data) throws SQLException {
    createTables(connection);
    Copy members = new Copy(connection, "COPY member FROM STDIN");
    data.forEach(
        new ActivityData.Visitor<SQLException>() {
          @Override
          public void user(int user, int cohort, int variant) throws SQLException {
            members.row(user + "\t" + cohort + "\t" + variant + "\n");
          }

          @Override
          public void active(int user, int day) {}
        });
    members.end();
    Copy activity = new Copy(connection, "COPY activity FROM STDIN");
    data.forEach(
        new ActivityData.Visitor<SQLException>() {
          @Override
          public void user(int user, int cohort, int variant) {}

          @Override
          public void active(int user, int day) throws SQLException {
            activity.row(user + "\t" + day + "\n");
          }
        });
    activity.end();
    execute(connection, "VACUUM ANALYZE");
  }

  private static void createTables(Connection connection) throws SQLException {
    execute(connection, SqlTriangles.TABLES);
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static final class Copy {
    private final ByteArrayOutputStream rows = new ByteArrayOutputStream(COPY_BYTES);
    private final CopyIn copy;

    Copy(Connection connection, String sql) throws SQLException {
      copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
    }

    void row(String text) throws SQLException {
      rows.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
      if (rows.size() >= COPY_BYTES) {
        flush();
      }
    }

    void end() throws SQLException {
      flush();
      copy.endCopy();
    }

    private void flush() throws SQLException {
      copy.writeToCopy(rows.toByteArray(), 0, rows.size());
      rows.reset();
    }
  }
}
