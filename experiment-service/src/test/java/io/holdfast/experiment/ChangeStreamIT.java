package io.holdfast.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.service.testing.TestKeys;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Server-sent events about changes, here and on another replica of the same database. */
@QuarkusTest
class ChangeStreamIT extends ServiceIT {
  @TestHTTPResource URI base;

  @BeforeEach
  void models() {
    begin();
  }

  @Test
  void tellsTheStateFirstAndThenEachChange() throws Exception {
    String key = flag(unique("stream"), 1, 2, null).started().key();
    try (StreamListener listener =
        new StreamListener(base.resolve("/ofrep/v1/stream"), TestKeys.SERVE, null)) {
      String first = listener.next();
      post(key, "pause").statusCode(200);
      String second = listener.next();
      assertThat(second).isNotEqualTo(first);
      post(key, "start").statusCode(200);
      String third = listener.next();
      pauseElsewhere(key);
      String fourth = listener.next();
      assertThat(fourth).isNotEqualTo(third);

      try (StreamListener again =
          new StreamListener(base.resolve("/ofrep/v1/stream"), TestKeys.EXPERIMENT, fourth)) {
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
    try (StreamListener listener = new StreamListener(base.resolve(requestUri), null, null)) {
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
    return StreamListener.send(HttpClient.newHttpClient(), uri, apiKey, lastEventId);
  }
}
