package io.holdfast.training.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.holdfast.contracts.event.ModelReference;
import io.holdfast.core.artifact.Artifact;
import io.holdfast.core.artifact.ArtifactReader;
import io.holdfast.core.artifact.ArtifactTar;
import io.holdfast.core.model.ModelKinds;
import io.holdfast.core.model.TrainingContext;
import io.holdfast.training.data.TrainingDataBuilder;
import io.holdfast.training.pipeline.TrainModel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelRegistryTest {
  private HttpServer server;
  private Artifact artifact;

  @TempDir Path folder;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
    TrainingDataBuilder data = new TrainingDataBuilder("test");
    for (int user = 0; user < 50; user++) {
      data.add("user-" + user, "item-" + user % 7, "click", null, user);
    }
    artifact =
        new TrainModel(
                "popular",
                ModelKinds.named("popular"),
                Map.of(),
                TrainingContext.withSeed(1),
                Instant.EPOCH,
                null)
            .run(data.build(), folder.resolve("model"));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void streamsTheWholeArtifact() throws Exception {
    AtomicReference<String> received = new AtomicReference<>();
    server.createContext(
        "/v1/models",
        exchange -> {
          Path copy = folder.resolve("copy");
          ArtifactTar.extract(exchange.getRequestBody(), copy, 1 << 20);
          received.set(
              String.join(
                  " ",
                  ArtifactReader.open(copy).digest(),
                  exchange.getRequestHeaders().getFirst("X-API-Key"),
                  exchange.getRequestHeaders().getFirst("Content-Type"),
                  exchange.getRequestHeaders().getFirst("Content-Length")));
          answer(exchange, 201, "{}");
        });
    ModelReference reference = registry().register(artifact);
    assertThat(reference.name()).isEqualTo("popular");
    assertThat(reference.version()).isEqualTo(artifact.manifest().version());
    assertThat(received.get())
        .isEqualTo(artifact.digest() + " secret application/x-tar " + ArtifactTar.length(artifact));
  }

  @Test
  void tellsWhyTheRegistryRefuses() {
    server.createContext(
        "/v1/models",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          answer(exchange, 409, "{\"title\":\"Conflict\",\"detail\":\"another digest\"}");
        });
    assertThatThrownBy(() -> registry().register(artifact))
        .isInstanceOfSatisfying(
            RegistrationException.class, e -> assertThat(e.status()).isEqualTo(409))
        .hasMessageContaining("another digest");
  }

  private ModelRegistry registry() {
    URI api = URI.create("http://localhost:" + server.getAddress().getPort() + "/");
    return new ModelRegistry(HttpClient.newHttpClient(), api, "secret");
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
