package io.holdfast.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.holdfast.contracts.clock.Clock;
import io.holdfast.contracts.event.ClockAdvanced;
import io.holdfast.contracts.event.EventKind;
import io.holdfast.contracts.log.LogConsumer;
import io.holdfast.contracts.log.PgEventLog;
import io.holdfast.service.log.ConsumerLoop;
import io.holdfast.service.testing.PostgresTestResource;
import io.holdfast.service.testing.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(
    value = PostgresTestResource.class,
    initArgs = {
      @ResourceArg(name = "role", value = "metrics"),
      @ResourceArg(name = "clock", value = "event")
    })
class EdgeIT {
  @Inject PgEventLog log;
  @Inject Pool pool;
  @Inject Vertx vertx;
  @Inject Clock clock;

  @Test
  void aKeyIsKnownByItsHeaderOrItsCookie() {
    with(TestKeys.SERVE).get("/edge/who").then().statusCode(200).body("id", equalTo("test-serve"));
    given()
        .cookie("holdfast-key", TestKeys.ADMIN)
        .get("/edge/who")
        .then()
        .statusCode(200)
        .body("id", equalTo("test-admin"));
  }

  @Test
  void withoutAKnownKeyNothingAnswers() {
    for (RequestSpecification request : List.of(given(), with("hf_" + "x".repeat(43)))) {
      request
          .get("/edge/who")
          .then()
          .statusCode(401)
          .contentType("application/problem+json")
          .header("WWW-Authenticate", "ApiKey")
          .body("type", equalTo("urn:holdfast:problem:unauthenticated"))
          .body("detail", containsString("X-API-Key"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/edge/who", "/edge/forgotten"})
  void aKeyWithoutTheRoleIsForbidden(String path) {
    with(TestKeys.INGEST)
        .get(path)
        .then()
        .statusCode(403)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:holdfast:problem:forbidden"));
  }

  @Test
  void badJsonNamesTheField() {
    body("{\"parts\":[{\"name\":\"a\",\"count\":1},{\"count\":\"many\"}]}")
        .body("errors[0].field", equalTo("parts[1].count"));
    body("{\"parts\":[{\"at\":\"yesterday\"}]}").body("errors[0].field", equalTo("parts[0].at"));
    body("{\"parts\":").body("errors[0].field", equalTo("body"));
  }

  private static io.restassured.response.ValidatableResponse body(String json) {
    return with(TestKeys.SERVE)
        .contentType(ContentType.JSON)
        .body(json)
        .post("/edge/body")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:holdfast:problem:invalid-request"));
  }

  @Test
  void everyErrorIsAProblem() {
    with(TestKeys.SERVE)
        .get("/edge/busy")
        .then()
        .statusCode(429)
        .header("Retry-After", "1")
        .body("instance", equalTo("/edge/busy"));
    with(TestKeys.SERVE)
        .get("/edge/broken")
        .then()
        .statusCode(500)
        .contentType("application/problem+json")
        .body(not(containsString("secret")));
    with(TestKeys.SERVE).get("/nowhere").then().statusCode(404);
    with(TestKeys.SERVE)
        .delete("/edge/who")
        .then()
        .statusCode(405)
        .body("type", equalTo("urn:holdfast:problem:method-not-allowed"));
    with(TestKeys.SERVE)
        .contentType("text/plain")
        .body("x")
        .post("/edge/body")
        .then()
        .statusCode(415)
        .body("type", equalTo("urn:holdfast:problem:unsupported-media-type"));
  }

  @Test
  void eventTimeFollowsTheLog() {
    Instant to =
        clock.now().isAfter(Instant.EPOCH) ? clock.now() : Instant.parse("2026-01-05T00:00:00Z");
    Instant next = to.plusSeconds(3600);
    log.append(List.of(new ClockAdvanced(UUID.randomUUID(), next)))
        .await()
        .atMost(Duration.ofSeconds(10));

    eventually(() -> clock.now().equals(next));
  }

  @Test
  void aLoopGoesOnAfterFailures() {
    List<Long> seen = new CopyOnWriteArrayList<>();
    AtomicInteger attempts = new AtomicInteger();
    LogConsumer consumer =
        new LogConsumer(
            pool,
            "edge-test",
            Set.of(EventKind.CLOCK_ADVANCED),
            10,
            (connection, events) -> {
              if (attempts.incrementAndGet() <= 2) {
                return Uni.createFrom().failure(new IllegalStateException("not yet"));
              }
              events.forEach(event -> seen.add(event.position()));
              return Uni.createFrom().voidItem();
            });
    try (ConsumerLoop loop =
        ConsumerLoop.start(vertx, consumer, "edge-test", Duration.ofMillis(10))) {
      log.append(List.of(new ClockAdvanced(UUID.randomUUID(), Instant.EPOCH.plusSeconds(1))))
          .await()
          .atMost(Duration.ofSeconds(10));
      eventually(() -> !seen.isEmpty() && loop.status() instanceof ConsumerLoop.AtHead);
      assertThat(loop.trouble()).isEmpty();
    }
    assertThat(attempts).hasValueGreaterThan(2);
    assertThat(seen).doesNotHaveDuplicates();
  }

  private static RequestSpecification with(String key) {
    return given().header("X-API-Key", key);
  }

  private static void eventually(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited for 20 s").isLessThan(deadline);
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
