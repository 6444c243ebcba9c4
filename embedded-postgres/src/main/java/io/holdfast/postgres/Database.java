package io.holdfast.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;

/**
 * The address of one database on an {@link EmbeddedDatabase}. The server trusts every user that
 * connects over the loopback interface, so no password is ever needed; one that is given is
 * ignored.
 *
 * @param host where the server listens
 * @param port its TCP port
 * @param name the database's name
 */
public record Database(String host, int port, String name) {
  public Database {
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(name, "name");
  }

  /** The JDBC address without a user. */
  public String jdbcUrl() {
    return "jdbc:postgresql://" + host + ":" + port + "/" + name;
  }

  /** The JDBC address of that user. */
  public String jdbcUrl(String user) {
    return jdbcUrl() + "?user=" + user;
  }

  /** The JDBC address of the superuser. */
  public String superuserJdbcUrl() {
    return jdbcUrl(DatabaseServer.SUPERUSER);
  }

  /** The address without a user as the Vert.x client and Quarkus read it. */
  public String uri() {
    return "postgresql://" + host + ":" + port + "/" + name;
  }

  /** Opens a connection as the superuser; the caller closes it. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(superuserJdbcUrl());
  }

  /**
   * Runs SQL, several statements if need be, as the superuser in one implicit transaction.
   *
   * @throws SQLException if one statement fails; none has then taken effect
   */
  public void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
