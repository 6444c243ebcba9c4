package io.holdfast.recommender.testing;

import io.holdfast.contracts.log.Roles;
import io.holdfast.contracts.security.KeysFile;
import io.holdfast.postgres.Database;
import io.holdfast.service.testing.TestKeys;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The packaged service as a process of its own. Not thread-safe. */
public final class RecommenderProcess implements AutoCloseable {
  /** Of the roles in the database. */
  public static final String PASSWORD = "password";

  private final Process process;
  private final int port;

  private RecommenderProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts it; it is not waited for.
   *
   * @param folder for keys and the log
   * @param extra options beside those that it cannot do without
   */
  public static RecommenderProcess start(Path folder, Database database, Map<String, String> extra)
      throws IOException {
    Path keys = folder.resolve("keys.json");
    KeysFile.write(keys, TestKeys.entries());
    Path erasure =
        Files.writeString(folder.resolve("erasure.key"), "0123456789abcdef0123456789abcdef");
    int port = freePort();
    Map<String, String> options = new LinkedHashMap<>();
    options.put("quarkus.http.host", "127.0.0.1");
    options.put("quarkus.http.port", Integer.toString(port));
    options.put("quarkus.management.host", "127.0.0.1");
    options.put("quarkus.management.port", Integer.toString(freePort()));
    options.put("holdfast.database.host", database.host());
    options.put("holdfast.database.port", Integer.toString(database.port()));
    options.put("holdfast.database.name", database.name());
    options.put("holdfast.database.username", Roles.RECOMMENDER);
    options.put("holdfast.database.password", PASSWORD);
    options.put("holdfast.security.keys-file", keys.toString());
    options.put("holdfast.erasure.key-file", erasure.toString());
    options.putAll(extra);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx512m");
    options.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.addAll(List.of("-jar", "target/quarkus-app/quarkus-run.jar"));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("service.log").toFile())
            .start();
    return new RecommenderProcess(process, port);
  }

  /** A request to it with that key. */
  public RequestSpecification as(String key) {
    return RestAssured.given()
        .baseUri("http://127.0.0.1")
        .port(port)
        .header("X-API-Key", key)
        .contentType("application/json");
  }

  /** Asks for a user's recommendations. */
  public Response recommend(String userId) {
    return as(TestKeys.SERVE).get("/v1/users/{id}/recommendations?limit=3", userId);
  }

  /** Whether it runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    try {
      process.destroyForcibly().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Where it answers. */
  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
