package io.holdfast.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Objects;
import java.util.UUID;

/**
 * The address of a running server, without the power to stop it: what tests that share one server
 * get.
 *
 * @param host where it listens
 * @param port its TCP port
 */
public record DatabaseServer(String host, int port) {
  /** The user that owns everything. */
  public static final String SUPERUSER = "postgres";

  public DatabaseServer {
    Objects.requireNonNull(host, "host");
  }

  /** The database {@code postgres}, which every server has. */
  public Database maintenanceDatabase() {
    return new Database(host, port, "postgres");
  }

  /** The JDBC address of the maintenance database as the superuser. */
  public String superuserJdbcUrl() {
    return maintenanceDatabase().superuserJdbcUrl();
  }

  /**
   * Makes an empty database with a random name.
   *
   * @throws IllegalStateException if the server refuses
   */
  public Database createDatabase() {
    return createDatabase("db_" + UUID.randomUUID().toString().replace("-", ""));
  }

  /**
   * The database with that name, made empty if there is none yet.
   *
   * @throws IllegalStateException if the server refuses
   */
  public Database createDatabase(String name) {
    Database database = new Database(host, port, name);
    try (Connection connection = maintenanceDatabase().connect()) {
      if (!exists(connection, name)) {
        String identifier = "\"" + name.replace("\"", "\"\"") + "\"";
        try (PreparedStatement create =
            connection.prepareStatement("create database " + identifier)) {
          create.execute();
        }
      }
      return database;
    } catch (SQLException e) {
      throw new IllegalStateException("cannot make the database " + name, e);
    }
  }

  /**
   * Runs SQL as the superuser on the maintenance database, e.g. to make roles. Roles belong to the
   * server, so where it is shared such SQL must be able to run twice.
   *
   * @throws SQLException if a statement fails
   */
  public void execute(String sql) throws SQLException {
    maintenanceDatabase().execute(sql);
  }

  private static boolean exists(Connection connection, String name) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("select 1 from pg_database where datname = ?")) {
      query.setString(1, name);
      return query.executeQuery().next();
    }
  }
}
