package io.holdfast.cli.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.holdfast.contracts.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/**
 * One service's HTTP API: sends JSON with a key, reads JSON, makes errors of problems. With
 * patience it tries again, in growing steps, while the service is unreachable, overloaded (429) or
 * unwell (5xx). Thread-safe.
 */
public final class ApiClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 3_000;
  private static final int FIRST_ERROR = 400;

  private final HttpClient client;
  private final URI base;
  private final String key;
  private final Duration patience;

  private ApiClient(HttpClient client, URI base, String key, Duration patience) {
    this.client = client;
    this.base = URI.create(base.toString().replaceAll("/+$", ""));
    this.key = key;
    this.patience = patience;
  }

  /**
   * The API at {@code base} without patience.
   *
   * @param client how to talk to it
   * @param base scheme, host and port
   * @param key the API key
   */
  public static ApiClient of(HttpClient client, URI base, String key) {
    return new ApiClient(client, base, key, Duration.ZERO);
  }

  /** The same API, tried again for so long. */
  public ApiClient withPatience(Duration howLong) {
    return new ApiClient(client, base, key, howLong);
  }

  /** Where it is. */
  public URI base() {
    return base;
  }

  /**
   * Reads.
   *
   * @throws ApiException if the answer is an error
   * @throws IOException if there is no answer
   */
  public JsonNode get(String path) throws IOException, InterruptedException {
    return get(path, Map.of());
  }

  /** {@link #get(String)} with more headers. */
  public JsonNode get(String path, Map<String, String> headers)
      throws IOException, InterruptedException {
    return send("GET", path, null, headers);
  }

  /**
   * Sends a body.
   *
   * @param body anything that can be written as JSON, or null for none
   * @throws ApiException if the answer is an error
   * @throws IOException if there is no answer
   */
  public JsonNode post(String path, Object body) throws IOException, InterruptedException {
    return post(path, body, Map.of());
  }

  /** {@link #post(String, Object)} with more headers. */
  public JsonNode post(String path, Object body, Map<String, String> headers)
      throws IOException, InterruptedException {
    return send("POST", path, body, headers);
  }

  /**
   * Puts a body.
   *
   * @param body anything that can be written as JSON
   * @throws ApiException if the answer is an error
   * @throws IOException if there is no answer
   */
  public JsonNode put(String path, Object body) throws IOException, InterruptedException {
    return send("PUT", path, body, Map.of());
  }

  private JsonNode send(String method, String path, Object body, Map<String, String> headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(TIMEOUT)
            .header("X-API-Key", key)
            .header("Accept", "application/json, application/problem+json");
    headers.forEach(request::header);
    if (body == null) {
      request.method(method, BodyPublishers.noBody());
    } else {
      request.header("Content-Type", "application/json");
      request.method(method, BodyPublishers.ofByteArray(Json.mapper().writeValueAsBytes(body)));
    }
    return sendPatiently(request.build());
  }

  private JsonNode sendPatiently(HttpRequest request) throws IOException, InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    long pause = FIRST_PAUSE_MILLIS;
    while (true) {
      try {
        return read(request, client.send(request, BodyHandlers.ofString()));
      } catch (ApiException e) {
        if (!e.isTransient() || System.nanoTime() >= end) {
          throw e;
        }
      } catch (IOException e) {
        if (System.nanoTime() >= end) {
          throw new IOException(
              request.method() + " " + request.uri() + ": no answer (" + reason(e) + ")", e);
        }
      }
      Thread.sleep(pause);
      pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
    }
  }

  private static JsonNode read(HttpRequest request, HttpResponse<String> response)
      throws IOException {
    String text = response.body();
    if (response.statusCode() >= FIRST_ERROR) {
      throw new ApiException(
          response.statusCode(),
          request.method()
              + " "
              + request.uri()
              + ": "
              + response.statusCode()
              + " "
              + describe(text));
    }
    return text.isBlank() ? MissingNode.getInstance() : Json.mapper().readTree(text);
  }

  private static String describe(String body) {
    try {
      JsonNode problem = Json.mapper().readTree(body);
      StringBuilder text = new StringBuilder(problem.path("title").asText(""));
      if (problem.hasNonNull("detail")) {
        text.append(": ").append(problem.path("detail").asText());
      }
      if (problem.path("errors").size() > 0) {
        text.append(" ").append(problem.path("errors"));
      }
      return text.isEmpty() ? body : text.toString();
    } catch (JsonProcessingException e) {
      return body;
    }
  }

  private static String reason(IOException failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }
}
