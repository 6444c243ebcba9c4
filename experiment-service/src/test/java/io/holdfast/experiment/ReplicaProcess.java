package io.holdfast.experiment;

import io.holdfast.contracts.json.Json;
import io.holdfast.contracts.log.Roles;
import io.holdfast.contracts.security.KeysFile;
import io.holdfast.postgres.Database;
import io.holdfast.service.testing.TestKeys;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The packaged service as a process of its own, one of several behind one database. */
final class ReplicaProcess implements AutoCloseable {
  static final String PASSWORD = "password";
  static final String ERASURE_KEY = "0123456789abcdef";

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int PAUSE_MILLIS = 50;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final int port;

  private ReplicaProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts one; {@link #awaitStarted} waits for it.
   *
   * @param database with Holdfast's roles
   * @param folder where its files are: keys, log
   */
  static ReplicaProcess start(Database database, Path folder) throws IOException {
    Path keys = folder.resolve("keys.json");
    KeysFile.write(keys, TestKeys.entries());
    Path erasureKey = Files.writeString(folder.resolve("erasure.key"), ERASURE_KEY);
    int port = freePort();
    Map<String, String> options = new LinkedHashMap<>();
    options.put("quarkus.http.host", "localhost");
    options.put("quarkus.http.port", Integer.toString(port));
    options.put("quarkus.management.host", "localhost");
    options.put("quarkus.management.port", Integer.toString(freePort()));
    options.put("holdfast.database.host", database.host());
    options.put("holdfast.database.port", Integer.toString(database.port()));
    options.put("holdfast.database.name", database.name());
    options.put("holdfast.database.username", Roles.EXPERIMENT);
    options.put("holdfast.database.password", PASSWORD);
    options.put("holdfast.security.keys-file", keys.toString());
    options.put("holdfast.erasure.key-file", erasureKey.toString());
    options.put("holdfast.clock", "wall");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"));
    options.forEach((option, value) -> command.add("-D" + option + "=" + value));
    command.addAll(List.of("-jar", "target/quarkus-app/quarkus-run.jar"));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("service.log").toFile())
            .start();
    return new ReplicaProcess(process, port);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /**
   * Waits until it answers.
   *
   * @throws IOException if it ends or does not come up
   */
  void awaitStarted() throws IOException, InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (!answers()) {
      if (!process.isAlive() || Instant.now().isAfter(end)) {
        throw new IOException("the service does not come up");
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  private boolean answers() throws InterruptedException {
    try {
      return get("/v1/experiments", TestKeys.EXPERIMENT).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  URI uri(String path) {
    return URI.create("http://localhost:" + port + path);
  }

  HttpResponse<String> get(String path, String apiKey) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri(path)), apiKey);
  }

  /** Sends a body as JSON. */
  HttpResponse<String> post(String path, String apiKey, Object body)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(Json.write(body))),
        apiKey);
  }

  private HttpResponse<String> send(HttpRequest.Builder request, String apiKey)
      throws IOException, InterruptedException {
    return http.send(request.header("X-API-Key", apiKey).build(), BodyHandlers.ofString());
  }

  @Override
  public void close() {
    http.shutdownNow();
    process.destroyForcibly();
  }
}
