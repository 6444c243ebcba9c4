package io.holdfast.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedDatabaseTest {
  @Test
  void sharedServerIsOneAndDurable() throws SQLException {
    DatabaseServer server = EmbeddedDatabase.shared();

    assertThat(EmbeddedDatabase.shared()).isEqualTo(server);
    Database database = server.maintenanceDatabase();
    assertThat(ask(database, "show server_version")).startsWith("17.");
    assertThat(ask(database, "show fsync")).isEqualTo("on");
    assertThat(ask(database, "show synchronous_commit")).isEqualTo("on");
    assertThat(ask(database, "show max_connections")).isEqualTo("200");
    assertThat(ask(database, "show log_timezone")).isEqualTo("UTC");
    assertThat(ask(database, "select lower('ÄÖ')")).isEqualTo("äö");
  }

  @Test
  void databasesAreSeparate() throws SQLException {
    DatabaseServer server = EmbeddedDatabase.shared();
    Database first = server.createDatabase();
    Database second = server.createDatabase();

    first.execute("create table note (text text); insert into note values ('mine')");

    assertThat(ask(first, "select text from note")).isEqualTo("mine");
    assertThat(ask(second, "select to_regclass('note')")).isNull();
    assertThat(server.createDatabase(first.name())).isEqualTo(first);
    assertThat(ask(first, "select text from note")).isEqualTo("mine");
  }

  @Test
  void serverIsGoneAfterClose() throws Exception {
    EmbeddedDatabase database = EmbeddedDatabase.start();
    Path data = database.dataDirectory();
    assertThat(database.isRunning()).isTrue();
    assertThat(data).isDirectory();
    ask(database.createDatabase(), "select 1");

    database.close();
    database.close();

    assertThat(database.isRunning()).isFalse();
    assertThat(data.getParent()).doesNotExist();
    try (Socket socket = new Socket()) {
      assertThatThrownBy(
              () -> socket.connect(new InetSocketAddress("localhost", database.port()), 1000))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void givenDirectoryIsKept(@TempDir Path directory) throws Exception {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(EmbeddedDatabase.ANY_PORT, directory)) {
      database
          .createDatabase("kept")
          .execute("create table note (text text); insert into note values ('still here')");
    }
    assertThat(directory.resolve("data")).isDirectory();

    try (EmbeddedDatabase database = EmbeddedDatabase.start(EmbeddedDatabase.ANY_PORT, directory)) {
      assertThat(ask(database.createDatabase("kept"), "select text from note"))
          .isEqualTo("still here");
    }
  }

  @Test
  void directoryInUseIsRefusedAndItsServerLeftAlone(@TempDir Path directory) throws Exception {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(EmbeddedDatabase.ANY_PORT, directory)) {
      assertThatThrownBy(() -> EmbeddedDatabase.start(EmbeddedDatabase.ANY_PORT, directory))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("is in use by process " + database.process().pid());
      assertThat(ask(database.createDatabase(), "select 1")).isEqualTo("1");
    }
  }

  @Test
  void takenPortIsRefusedByName(@TempDir Path directory) {
    int port = EmbeddedDatabase.shared().port();

    assertThatThrownBy(() -> EmbeddedDatabase.start(port, directory))
        .isInstanceOf(IOException.class)
        .hasMessage("port " + port + " is taken by another process");
  }

  @Test
  void foreignDirectoryFailsWithTheServersOwnWords(@TempDir Path directory) throws Exception {
    Path data = Files.createDirectories(directory.resolve("data"));
    Files.writeString(data.resolve("someone-elses-file"), "x");

    assertThatThrownBy(() -> EmbeddedDatabase.start(EmbeddedDatabase.ANY_PORT, directory))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("PostgreSQL did not start on port")
        .hasMessageContaining("exists but is not empty");
  }

  private static String ask(Database database, String query) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(query)) {
      assertThat(answer.next()).isTrue();
      return answer.getString(1);
    }
  }
}
