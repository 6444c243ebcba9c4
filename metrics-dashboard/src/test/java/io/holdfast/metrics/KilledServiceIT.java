package io.holdfast.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.contracts.event.Event;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service as its own process, killed (SIGKILL) while it catches up. */
class KilledServiceIT {

  private static final int DAYS = 20;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir Path folder;

  @Test
  void startedAgainItGoesOnToTheSameFigures() throws IOException, InterruptedException {
    try (MetricsDatabase metrics = new MetricsDatabase()) {
      tell(metrics);
      metrics.consume(4000);
      Map<String, List<String>> uninterrupted = metrics.everything();
      long head = metrics.position();
      metrics.startOver();

      Process service = start(metrics);
      awaitPosition(metrics, service, 1);
      service.destroyForcibly().waitFor();
      assertThat(metrics.position()).isBetween(1L, head - 1);

      service = start(metrics);
      awaitPosition(metrics, service, head);
      service.destroyForcibly().waitFor();
      assertThat(metrics.everything()).isEqualTo(uninterrupted);
    }
  }

  private static void tell(MetricsDatabase metrics) {
    metrics.append(Story.experiment());
    List<List<Event>> life = Story.life(400, DAYS, 5);
    for (int day = 0; day < DAYS; day++) {
      metrics.append(life.get(day)).append(Story.clock(day + 1, 1));
    }
  }

  private static void awaitPosition(MetricsDatabase metrics, Process service, long position)
      throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (metrics.position() < position) {
      assertThat(service.isAlive()).isTrue();
      assertThat(Instant.now()).isBefore(end);
      Thread.sleep(2);
    }
  }

  /** In small batches, so that there are many of them to be killed between. */
  private Process start(MetricsDatabase metrics) throws IOException {
    Path keys = Files.writeString(folder.resolve("keys.json"), "[]");
    Path erasureKey =
        Files.writeString(folder.resolve("erasure.key"), "0123456789abcdef0123456789abcdef");
    Map<String, String> options = new HashMap<>(metrics.serviceOptions());
    options.put("holdfast.security.keys-file", keys.toString());
    options.put("holdfast.erasure.key-file", erasureKey.toString());
    options.put("holdfast.consumption.batch-size", "50");
    options.put("quarkus.http.host", "127.0.0.1");
    options.put("quarkus.http.port", freePort());
    options.put("quarkus.management.host", "127.0.0.1");
    options.put("quarkus.management.port", freePort());
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    options.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.addAll(List.of("-jar", "target/quarkus-app/quarkus-run.jar"));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("service.log").toFile())
        .start();
  }

  private static String freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return Integer.toString(socket.getLocalPort());
    }
  }
}
