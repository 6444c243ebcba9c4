package io.holdfast.cli.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.cli.fuzz.ApiDocument.Operation;
import io.holdfast.cli.fuzz.ApiDocument.Parameter;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Sends one service requests that its OpenAPI document describes, and some that it does not. What
 * is sent depends on the seed and the number of the request alone. Thread-safe.
 */
final class Fuzzer {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final double ODD_REQUESTS = 0.5;
  private static final double ODD_VALUES = 0.15;
  private static final double OTHER_KEYS = 0.1;
  private static final int LONGEST_ANSWER = 10_000;
  private static final int FORBIDDEN = 403;

  private final HttpClient client;
  private final URI base;
  private final List<String> keys;
  private final ApiDocument document;
  private final List<Operation> operations;
  private final List<String> fitting = new ArrayList<>();

  /**
   * A fuzzer of one service. {@link #findKeys} has to be called before anything is sent.
   *
   * @param keys of which one that is allowed is sent with each request, now and then another or
   *     none
   */
  Fuzzer(HttpClient client, URI base, List<String> keys, ApiDocument document) {
    this.client = client;
    this.base = base;
    this.keys = keys;
    this.document = document;
    this.operations = document.operations();
  }

  /**
   * What came of a request.
   *
   * @param status of the answer
   * @param fault what is wrong with it; null if nothing is
   */
  record Result(int status, String fault) {}

  /** Finds a key for each operation, one that is not forbidden to it. */
  void findKeys() throws IOException, InterruptedException {
    for (Operation operation : operations) {
      fitting.add(fittingKey(operation));
    }
  }

  private String fittingKey(Operation operation) throws IOException, InterruptedException {
    for (String key : keys) {
      SplittableRandom random = new SplittableRandom(operation.path().hashCode());
      Values values = new Values(document, random, 0);
      HttpRequest request = request(operation, key, values, random, false);
      HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
      response.body().close();
      if (response.statusCode() != FORBIDDEN) {
        return key;
      }
    }
    throw new IOException("no key may " + operation.method() + " " + operation.path());
  }

  /** Sends the request of that number. */
  Result send(long seed, int number) throws InterruptedException {
    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + number);
    Operation operation = operations.get(number % operations.size());
    boolean odd = random.nextDouble() < ODD_REQUESTS;
    Values values = new Values(document, random, odd ? ODD_VALUES : 0);
    HttpRequest request = request(operation, key(number, random), values, random, odd);
    String told = "#%d %s %s".formatted(number, request.method(), request.uri());
    try {
      HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
      String type = response.headers().firstValue("Content-Type").orElse("");
      String body = type.startsWith("text/event-stream") ? closed(response) : read(response);
      return new Result(
          response.statusCode(),
          fault(operation, response.statusCode(), type)
              .map(fault -> told + ": " + fault + "; " + body)
              .orElse(null));
    } catch (IOException e) {
      return new Result(0, told + ": no answer: " + e);
    }
  }

  private String key(int number, SplittableRandom random) {
    return random.nextDouble() < OTHER_KEYS
        ? keys.get(random.nextInt(keys.size()))
        : fitting.get(number % fitting.size());
  }

  private static String closed(HttpResponse<InputStream> response) throws IOException {
    response.body().close();
    return "";
  }

  private static String read(HttpResponse<InputStream> response) throws IOException {
    try (InputStream body = response.body()) {
      String text = new String(body.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8);
      body.skip(Long.MAX_VALUE);
      return text;
    }
  }

  /** An internal error is a fault even where it is declared; so is an error that is no problem. */
  private static Optional<String> fault(Operation operation, int status, String type) {
    if (status >= 500 && !(status == 503 && operation.statuses().contains("503"))) {
      return Optional.of("status " + status);
    }
    if (status >= 400
        && !operation.path().startsWith("/ofrep")
        && !type.startsWith("application/problem+json")) {
      return Optional.of("status " + status + " as " + type);
    }
    return Optional.empty();
  }

  private HttpRequest request(
      Operation operation, String key, Values values, SplittableRandom random, boolean odd) {
    String path = operation.path();
    StringBuilder query = new StringBuilder();
    HttpRequest.Builder request = HttpRequest.newBuilder().timeout(TIMEOUT);
    for (Parameter parameter : operation.parameters()) {
      String value = text(values.of(parameter.name(), parameter.schema()));
      switch (parameter.in()) {
        case "path" ->
            path =
                path.replace("{" + parameter.name() + "}", encoded(value.isEmpty() ? "-" : value));
        case "query" -> {
          if (parameter.required() || random.nextBoolean()) {
            query.append(query.isEmpty() ? '?' : '&');
            query.append(parameter.name()).append('=').append(encoded(value));
          }
        }
        case "header" -> {
          if (random.nextInt(4) == 0) {
            request.header(parameter.name(), value.replaceAll("[^\\x20-\\x7e]", "?"));
          }
        }
        default -> {}
      }
    }
    request.uri(URI.create(base + path + query));
    if (!odd || random.nextInt(10) > 0) {
      request.header("X-API-Key", key);
    }
    return request
        .method(
            operation.method().toUpperCase(Locale.ROOT),
            body(operation, values, random, odd, request))
        .build();
  }

  private static BodyPublisher body(
      Operation operation,
      Values values,
      SplittableRandom random,
      boolean odd,
      HttpRequest.Builder request) {
    if (operation.body() == null) {
      return BodyPublishers.noBody();
    }
    int choice = odd ? random.nextInt(12) : 11;
    request.header("Content-Type", choice == 0 ? "text/plain" : operation.body().mediaType());
    return switch (choice) {
      case 1 -> BodyPublishers.noBody();
      case 2 -> BodyPublishers.ofString("{\"a\":");
      case 3 -> BodyPublishers.ofString("[".repeat(2000));
      case 4 -> BodyPublishers.ofByteArray(bytes(random));
      default ->
          operation.body().mediaType().contains("json")
              ? BodyPublishers.ofString(values.of("body", operation.body().schema()).toString())
              : BodyPublishers.ofByteArray(bytes(random));
    };
  }

  private static byte[] bytes(SplittableRandom random) {
    byte[] bytes = new byte[random.nextInt(4096)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static String text(JsonNode value) {
    return value.isValueNode() ? value.asText() : value.toString();
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
