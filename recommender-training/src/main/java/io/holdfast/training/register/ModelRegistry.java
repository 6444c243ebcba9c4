package io.holdfast.training.register;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.contracts.event.ModelReference;
import io.holdfast.contracts.json.Json;
import io.holdfast.core.artifact.Artifact;
import io.holdfast.core.artifact.ArtifactTar;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * The registry of recommender-api: {@code POST /v1/models} with the artifact as a tar, streamed, so
 * that memory does not grow with the model. Registering again changes nothing (idempotent by
 * digest), so a lost connection is tried again. Thread-safe.
 */
public final class ModelRegistry {
  private static final int ATTEMPTS = 3;
  private static final int PIPE_BYTES = 1 << 18;
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration TIMEOUT = Duration.ofMinutes(30);
  private static final int CREATED = 201;
  private static final int OK = 200;

  private final HttpClient client;
  private final URI models;
  private final String apiKey;

  /**
   * The registry at that address.
   *
   * @param client how to talk to it
   * @param api recommender-api's address, e.g. {@code http://localhost:8080}
   * @param apiKey a key with the role admin
   */
  public ModelRegistry(HttpClient client, URI api, String apiKey) {
    this.client = client;
    this.models = URI.create(api.toString().replaceAll("/+$", "") + "/v1/models");
    this.apiKey = apiKey;
  }

  /**
   * Registers the artifact.
   *
   * @return its name and version
   * @throws RegistrationException if the registry refuses it
   * @throws IOException if it cannot be reached
   * @throws InterruptedException if the thread is interrupted meanwhile
   */
  public ModelReference register(Artifact artifact) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(models)
            .timeout(TIMEOUT)
            .header("Content-Type", "application/x-tar")
            .header("X-API-Key", apiKey)
            .POST(tar(artifact))
            .build();
    HttpResponse<String> response = send(request);
    if (response.statusCode() != CREATED && response.statusCode() != OK) {
      throw new RegistrationException(response.statusCode(), refusal(artifact, response));
    }
    return new ModelReference(artifact.manifest().name(), artifact.manifest().version());
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        return client.send(request, BodyHandlers.ofString());
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          throw new IOException("cannot reach the registry at " + models + ": " + e, e);
        }
        Thread.sleep(PAUSE.multipliedBy(attempt));
      }
    }
  }

  private static BodyPublisher tar(Artifact artifact) throws IOException {
    return BodyPublishers.fromPublisher(
        BodyPublishers.ofInputStream(() -> stream(artifact)), ArtifactTar.length(artifact));
  }

  /** A thread writes the tar into one end of a pipe while the client reads the other. */
  private static InputStream stream(Artifact artifact) {
    try {
      PipedInputStream in = new PipedInputStream(PIPE_BYTES);
      PipedOutputStream out = new PipedOutputStream(in);
      Thread.ofVirtual()
          .name("tar-" + artifact.manifest().name())
          .start(
              () -> {
                // Whatever goes wrong here, the reader sees a body that is too short and fails.
                try (out) {
                  ArtifactTar.write(artifact, out);
                } catch (IOException e) {
                  System.getLogger(ModelRegistry.class.getName())
                      .log(System.Logger.Level.DEBUG, "the tar was not read to its end", e);
                }
              });
      return in;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String refusal(Artifact artifact, HttpResponse<String> response) {
    String what = artifact.manifest().name() + "@" + artifact.manifest().version();
    return "the registry refuses %s with %d: %s"
        .formatted(what, response.statusCode(), detail(response.body()));
  }

  private static String detail(String body) {
    try {
      JsonNode problem = Json.mapper().readTree(body);
      String detail = problem.path("detail").asText(problem.path("title").asText(""));
      return detail.isEmpty() ? body : detail;
    } catch (JsonProcessingException e) {
      return body;
    }
  }
}
