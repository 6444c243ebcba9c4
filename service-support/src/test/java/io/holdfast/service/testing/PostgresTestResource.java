package io.holdfast.service.testing;

import io.holdfast.contracts.log.Roles;
import io.holdfast.contracts.security.KeysFile;
import io.holdfast.postgres.Database;
import io.holdfast.postgres.EmbeddedDatabase;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * A real PostgreSQL with a fresh database for the application under test, with Holdfast's roles, a
 * keys file ({@link TestKeys}) and an erasure key.
 *
 * <p>Arguments: {@code role} = {@code recommender}, {@code experiment} or {@code metrics}; {@code
 * clock} = {@code wall} (default) or {@code event}. The database's JDBC address as the superuser is
 * in the config property {@code holdfast-test.jdbc-url}.
 */
public final class PostgresTestResource implements QuarkusTestResourceLifecycleManager {
  /** The config property with the superuser's JDBC address of the test's database. */
  public static final String JDBC_URL = "holdfast-test.jdbc-url";

  private String role;
  private String clock;

  @Override
  public void init(Map<String, String> arguments) {
    role = arguments.get("role");
    clock = arguments.getOrDefault("clock", "wall");
  }

  @Override
  public Map<String, String> start() {
    try {
      Database database = EmbeddedDatabase.shared().createDatabase();
      database.execute(Roles.sql("password"));
      Path folder = Files.createTempDirectory("holdfast-test-");
      folder.toFile().deleteOnExit();
      Path keys = folder.resolve("keys.json");
      KeysFile.write(keys, TestKeys.entries());
      Path erasureKey = Files.writeString(folder.resolve("erasure.key"), "0123456789abcdef");
      keys.toFile().deleteOnExit();
      erasureKey.toFile().deleteOnExit();

      Map<String, String> config = new HashMap<>();
      config.put("holdfast.database.host", database.host());
      config.put("holdfast.database.port", Integer.toString(database.port()));
      config.put("holdfast.database.name", database.name());
      config.put("holdfast.database.username", "holdfast_" + role);
      config.put("holdfast.database.password", "password");
      config.put("holdfast.security.keys-file", keys.toString());
      config.put("holdfast.erasure.key-file", erasureKey.toString());
      config.put("holdfast.clock", clock);
      config.put(JDBC_URL, database.superuserJdbcUrl());
      config.put("quarkus.http.test-port", "0");
      config.put("quarkus.management.test-port", "0");
      return config;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void stop() {
    // The shared server ends with the JVM, and its databases with it.
  }
}
