package io.holdfast.experiment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.service.testing.TestKeys;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The short way of an evaluation, and that whatever does not fit it gets the same by the long. */
@QuarkusTest
class EvaluationRouteIT extends ServiceIT {
  private static final String FLAGS = "ofrep/v1/evaluate/flags/";
  private static final String BODY = "{\"context\":{\"targetingKey\":\"u\",\"country\":\"NL\"}}";

  private final HttpClient client = HttpClient.newBuilder().version(Version.HTTP_1_1).build();
  @TestHTTPResource URI base;

  @BeforeEach
  void models() {
    begin();
  }

  @Test
  void plainAndOtherRequestsGetTheSameAnswer() throws Exception {
    String byId = flag(unique("short"), Map.of("rows", 3), "é", null).started().key();
    String byCountry = flag(unique("short"), 1, 1, Map.of("country", "NL")).started().key();
    for (String key : List.of(byId, byCountry)) {
      HttpResponse<String> plain = send(request(key, BODY));
      assertThat(plain.statusCode()).isEqualTo(200);
      assertThat(plain.body()).contains("\"reason\":\"SPLIT\"", "\"key\":\"" + key + "\"");
      for (HttpRequest.Builder other :
          List.of(
              request(key, BODY).header("Accept", "application/json;q=0.9"),
              request(key, BODY).setHeader("Content-Type", "application/json; x=y"),
              request(key, BODY).expectContinue(true),
              request(key, BODY).version(Version.HTTP_2),
              request(key, chunked(BODY)))) {
        HttpResponse<String> answer = send(other);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(plain.body());
        assertThat(answer.headers().firstValue("Content-Type"))
            .isEqualTo(plain.headers().firstValue("Content-Type"));
      }
    }
    post(byId, "stop").statusCode(200);
    post(byCountry, "stop").statusCode(200);
  }

  @Test
  void passesOnWhatItDoesNotAnswer() throws Exception {
    String key = flag(unique("passed"), true, true, null).started().key();
    for (Version version : List.of(Version.HTTP_1_1, Version.HTTP_2)) {
      assertThat(send(request("nobody", BODY).version(version)).body()).contains("FLAG_NOT_FOUND");
    }
    assertThat(send(request(key, "{\"context\":{}}")).body()).contains("TARGETING_KEY_MISSING");
    assertThat(send(request(key, "{")).body()).contains("PARSE_ERROR");
    String large = "{\"context\":{\"targetingKey\":\"u\",\"a\":\"" + "x".repeat(70_000) + "\"}}";
    assertThat(send(request(key, large)).body()).contains("INVALID_CONTEXT");
    assertThat(send(request(key, BODY).setHeader("Content-Type", "text/plain")).statusCode())
        .isEqualTo(415);
    assertThat(send(request(key, BODY).setHeader("X-API-Key", TestKeys.INGEST)).statusCode())
        .isEqualTo(403);
    assertThat(send(request(key, BODY).setHeader("X-API-Key", "nobody's")).statusCode())
        .isEqualTo(401);
    post(key, "stop").statusCode(200);
  }

  @Test
  void countsAllFlagsUnderOneAddress() throws Exception {
    String key = flag(unique("counted"), true, true, null).started().key();
    assertThat(send(request(key, BODY)).statusCode()).isEqualTo(200);
    assertThat(send(request(key, chunked(BODY))).statusCode()).isEqualTo(200);
    List<String> evaluations =
        given()
            .baseUri("http://localhost:" + SecurityIT.managementPort())
            .get("/q/metrics")
            .asString()
            .lines()
            .filter(line -> line.startsWith("http_server_requests_seconds_count"))
            .filter(line -> line.contains("/ofrep/v1/evaluate/flags/"))
            .filter(line -> line.contains("status=\"200\""))
            .toList();
    assertThat(evaluations)
        .singleElement()
        .asString()
        .contains("uri=\"/ofrep/v1/evaluate/flags/{key}\"");
    post(key, "stop").statusCode(200);
  }

  private HttpRequest.Builder request(String key, String body) {
    return request(key, BodyPublishers.ofString(body));
  }

  private HttpRequest.Builder request(String key, BodyPublisher body) {
    return HttpRequest.newBuilder(base.resolve(FLAGS + key))
        .header("X-API-Key", TestKeys.SERVE)
        .header("Content-Type", "application/json")
        .POST(body);
  }

  /** Of a length that is not told. */
  private static BodyPublisher chunked(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }
}
