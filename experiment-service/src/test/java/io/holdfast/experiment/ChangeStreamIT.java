package io.holdfast.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.contracts.json.Json;
import io.holdfast.service.testing.TestKeys;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Server-sent events about changes, here and on another replica of the same database. */
@QuarkusTest
class ChangeStreamIT extends ServiceIT {
  private static final int PATIENCE_SECONDS = 20;

  @TestHTTPResource URI base;

  @BeforeEach
  void models() {
    begin();
  }

  @Test
  void tellsTheStateFirstAndThenEachChange() throws Exception {
    String key = flag(unique("stream"), 1, 2, null).started().key();
    try (Listener listener = new Listener(base.resolve("/ofrep/v1/stream"), TestKeys.SERVE, null)) {
      String first = listener.next();
      post(key, "pause").statusCode(200);
      String second = listener.next();
      assertThat(second).isNotEqualTo(first);
      post(key, "start").statusCode(200);
      String third = listener.next();
      pauseElsewhere(key);
      String fourth = listener.next();
      assertThat(fourth).isNotEqualTo(third);

      try (Listener again =
          new Listener(base.resolve("/ofrep/v1/stream"), TestKeys.EXPERIMENT, fourth)) {
        await("the second stream", () -> streams() >= 2);
        post(key, "stop").statusCode(200);
        assertThat(again.next()).isEqualTo(listener.next()).isNotEqualTo(fourth);
      }
    }
    await("the end of the streams", () -> streams() == 0);
  }

  @Test
  void opensByTheTicketOfABulkEvaluation() throws Exception {
    String requestUri =
        as(TestKeys.SERVE)
            .body(Map.of("context", Map.of("targetingKey", "u")))
            .post("/ofrep/v1/evaluate/flags")
            .then()
            .statusCode(200)
            .extract()
            .path("eventStreams[0].endpoint.requestUri");
    try (Listener listener = new Listener(base.resolve(requestUri), null, null)) {
      assertThat(listener.next()).matches("[0-9a-f]{32}");
    }
    String forged = requestUri.substring(0, requestUri.length() - 2) + "--";
    assertThat(open(base.resolve(forged), null, null).statusCode()).isEqualTo(401);
    assertThat(open(base.resolve("/ofrep/v1/stream"), null, null).statusCode()).isEqualTo(401);
    assertThat(open(base.resolve("/ofrep/v1/stream"), TestKeys.INGEST, null).statusCode())
        .isEqualTo(403);
  }

  private static double streams() {
    String metrics =
        io.restassured.RestAssured.given()
            .baseUri("http://localhost:" + SecurityIT.managementPort())
            .get("/q/metrics")
            .asString();
    return metrics
        .lines()
        .filter(line -> line.startsWith("holdfast_ofrep_streams"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .findFirst()
        .orElseThrow();
  }

  private static HttpResponse<Stream<String>> open(URI uri, String apiKey, String lastEventId)
      throws Exception {
    return Listener.send(HttpClient.newHttpClient(), uri, apiKey, lastEventId);
  }

  /** Reads a stream; each event must tell to fetch again, with its id as the tag. */
  private static final class Listener implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
    private final BlockingQueue<String> tags = new LinkedBlockingQueue<>();

    Listener(URI uri, String apiKey, String lastEventId) throws Exception {
      HttpResponse<Stream<String>> response = send(client, uri, apiKey, lastEventId);
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("Content-Type").orElseThrow())
          .startsWith("text/event-stream");
      Thread.ofVirtual().start(() -> read(response.body()));
    }

    static HttpResponse<Stream<String>> send(
        HttpClient client, URI uri, String apiKey, String lastEventId) throws Exception {
      HttpRequest.Builder request = HttpRequest.newBuilder(uri);
      if (apiKey != null) {
        request.header("X-API-Key", apiKey);
      }
      if (lastEventId != null) {
        request.header("Last-Event-ID", lastEventId);
      }
      return client.send(request.build(), BodyHandlers.ofLines());
    }

    private void read(Stream<String> lines) {
      String[] id = {null};
      lines.forEach(
          line -> {
            if (line.startsWith("id:")) {
              id[0] = line.substring(3).strip();
            } else if (line.startsWith("data:")) {
              JsonNode data = Json.read(line.substring(5), JsonNode.class);
              assertThat(data.path("type").asText()).isEqualTo("refetchEvaluation");
              assertThat(data.path("etag").asText()).isEqualTo(id[0]);
              tags.add(id[0]);
            }
          });
    }

    String next() throws InterruptedException {
      String tag = tags.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(tag).as("an event within %d seconds", PATIENCE_SECONDS).isNotNull();
      return tag;
    }

    @Override
    public void close() {
      client.shutdownNow();
    }
  }
}
