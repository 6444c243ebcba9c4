package io.holdfast.metrics;

import static io.holdfast.metrics.Story.CHALLENGER;
import static io.holdfast.metrics.Story.CONTROL;
import static io.holdfast.metrics.Story.at;
import static io.holdfast.metrics.Story.clock;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.holdfast.contracts.event.Event;
import io.holdfast.contracts.log.PgEventLog;
import io.holdfast.service.testing.PostgresTestResource;
import io.holdfast.service.testing.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The service over HTTP, on a real log, in event time. */
@QuarkusTest
@QuarkusTestResource(
    value = PostgresTestResource.class,
    initArgs = {
      @ResourceArg(name = "role", value = "metrics"),
      @ResourceArg(name = "clock", value = "event")
    })
class ApiIT {

  private static final String RESULTS = "/v1/experiments/" + Story.KEY + "/results";
  private static final String ALLOCATION = "/v1/experiments/" + Story.KEY + "/allocation";
  private static boolean told;

  @Inject PgEventLog log;

  /** Twelve days of eighty users, told once to the log that the tests of this class share. */
  @BeforeEach
  void tellTheStory() {
    if (!told) {
      told = true;
      append(List.of(Story.experiment()));
      List<List<Event>> life = Story.life(80, 12, 7);
      for (int day = 0; day < life.size(); day++) {
        append(life.get(day));
        append(List.of(clock(day + 1, 1)));
      }
      awaitEvaluation(at(12, 0, 0));
    }
  }

  private void append(List<? extends Event> events) {
    MetricsDatabase.await(log.append(events));
  }

  private static void awaitEvaluation(Instant day) {
    Instant deadline = Instant.now().plus(Duration.ofSeconds(60));
    String through = null;
    while (Instant.now().isBefore(deadline)) {
      Response response = dashboard().get(RESULTS);
      through = response.statusCode() == 200 ? response.path("evaluatedThrough") : null;
      if (through != null && !Instant.parse(through).isBefore(day)) {
        return;
      }
    }
    throw new AssertionError("evaluated through " + through + ", not " + day);
  }

  private static RequestSpecification with(String key) {
    return given().header("X-API-Key", key);
  }

  private static RequestSpecification dashboard() {
    return with(TestKeys.DASHBOARD);
  }

  @Test
  void allocationFollowsTheRewardAndKeepsTheFloor() {
    Response answer =
        dashboard()
            .queryParam("reward", "retention-day-1")
            .queryParam("floor", 0.1)
            .get(ALLOCATION)
            .then()
            .statusCode(200)
            .body("revision", is(1))
            .body("status", is("estimate"))
            .body("reason", nullValue())
            .body("untrustworthy", is(List.of()))
            .body("arms.name", contains(CONTROL, CHALLENGER))
            .body("arms.users", contains(40, 40))
            .body("arms[0].posterior.family", is("beta"))
            .extract()
            .response();
    float control = answer.path("arms[0].weight");
    float challenger = answer.path("arms[1].weight");
    float best = answer.path("arms[1].probabilityBest");
    // Half of the challenger's users return on a day, three in ten of the control's.
    assertThat(challenger).isGreaterThan(control);
    assertThat(control).isGreaterThanOrEqualTo(0.1f);
    assertThat(control + challenger).isCloseTo(1, within(1e-6f));
    assertThat(challenger).isCloseTo(0.1f + 0.8f * best, within(1e-6f));
    dashboard()
        .queryParam("reward", "session-seconds")
        .get(ALLOCATION)
        .then()
        .statusCode(200)
        .body("kind", is("ratio"))
        .body("arms[0].posterior.family", is("normal"));
  }

  @Test
  void allocationSaysWhatItCannotAnswer() {
    dashboard()
        .queryParam("reward", "return-days-14")
        .get(ALLOCATION)
        .then()
        .statusCode(400)
        .body("errors[0].field", is("reward"));
    dashboard()
        .queryParam("reward", "retention-day-1")
        .queryParam("floor", 0.6)
        .get(ALLOCATION)
        .then()
        .statusCode(400)
        .body("errors[0].field", is("floor"));
    dashboard()
        .queryParam("reward", "retention-day-2")
        .get(ALLOCATION)
        .then()
        .statusCode(404)
        .body("detail", containsString("retention-day-2"));
    with(TestKeys.INGEST)
        .queryParam("reward", "retention-day-1")
        .get(ALLOCATION)
        .then()
        .statusCode(403);
  }

  @Test
  void resultsTellEverythingAndNullWhereNothingCanBeComputed() {
    dashboard()
        .get(RESULTS)
        .then()
        .statusCode(200)
        .body("key", is(Story.KEY))
        .body("revision", is(1))
        .body("watermark", is("2026-01-13T00:00:00Z"))
        .body("evaluatedThrough", is("2026-01-13T00:00:00Z"))
        .body("switchers", is(0))
        .body("lateCorrections", is(0))
        .body("untrustworthy", is(List.of()))
        .body("periods", is(1))
        .body("exposures.variant", contains(CONTROL, CHALLENGER))
        .body("exposures.users", contains(40, 40))
        .body("matured.metric", is("retention-day-7"))
        .body("srm.healthy", is(true))
        .body("srm.chiSquare", is(0.0f))
        .body("srm.sequentialP", notNullValue())
        .body("metrics[0].name", is("retention-day-7"))
        .body("metrics[0].kind", is("proportion"))
        .body("metrics[0].control.name", is(CONTROL))
        .body("metrics[0].variants[0].name", is(CHALLENGER))
        .body("metrics[0].variants[0].status", is("estimate"))
        .body("metrics[0].variants[0]", hasKey("reason"))
        .body("metrics[0].variants[0].reason", nullValue())
        .body("metrics[0].variants[0].alwaysValidInterval.size()", is(2))
        .body("metrics[0].variants[0]", hasKey("chanceToBeatControl"))
        .body("metrics[0].variants[0]", hasKey("cuped"))
        .body("metrics.name", hasItem("active-days-28"))
        .body("metrics.find { it.name == 'return-days-14' }.variants[0].status", is("inconclusive"))
        .body("metrics.find { it.name == 'return-days-14' }.variants[0]", hasKey("difference"))
        .body("metrics.find { it.name == 'active-days-28' }.control.n", is(0))
        .body("metrics.find { it.name == 'active-days-28' }.control", hasKey("value"))
        .body("metrics.find { it.name == 'active-days-28' }.control.value", nullValue());
  }

  @Test
  void resultsTellChancesAdjustmentsAndQuantiles() {
    String first = "metrics[0].variants[0].";
    dashboard()
        .get(RESULTS)
        .then()
        .statusCode(200)
        .body("metrics[0].role", is("success"))
        .body("metrics.find { it.name == 'session-seconds' }.role", is("guardrail"))
        .body("metrics.find { it.name == 'retention-day-3' }.role", is("descriptive"))
        .body(first + "chanceToBeatControl", notNullValue())
        .body(first + "expectedLoss", notNullValue())
        .body(first + "alwaysValidP", notNullValue())
        .body(first + "relativeLiftInterval.size()", is(2))
        .body(first + "minimumDetectableEffect", notNullValue())
        .body(first + "adjustedP.holm", notNullValue())
        .body(first + "adjustedP.benjaminiHochberg", notNullValue())
        .body(first + "nonInferiority", nullValue())
        .body("metrics[1].name", is("session-seconds"))
        .body("metrics[1].variants[0].nonInferiority.margin", is(5.0f))
        .body("metrics[1].variants[0].nonInferiority.alwaysValidVerdict", notNullValue())
        .body("metrics[1].quantiles.probability", contains(0.25f, 0.5f, 0.75f, 0.9f))
        .body("metrics[1].quantiles[1].variants[0].name", is(CHALLENGER))
        .body("metrics[1].quantiles[1].variants[0]", hasKey("difference"))
        .body("segmentAttributes", contains("country", "visitor"))
        .body("segments", nullValue());
  }

  @Test
  void resultsSplitByAnAttributeHideFewUsers() {
    dashboard()
        .get(RESULTS + "?segment=country")
        .then()
        .statusCode(200)
        .body("segments.attribute", is("country"))
        .body("segments.minimumUsers", is(50))
        .body("segments.values.value", contains("DE"))
        // 40 users a variant are fewer than 50.
        .body("segments.values[0].suppressed", is(true))
        .body("segments.values[0].exposures", nullValue())
        .body("segments.values[0].metrics[0].suppressed", is(true))
        .body("segments.values[0].metrics[0].control", nullValue());
    dashboard()
        .get(RESULTS + "?segment=shoe-size")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("errors[0].field", is("segment"));
  }

  @Test
  void returnTimesAndExposuresAnswer() {
    dashboard()
        .get("/v1/experiments/" + Story.KEY + "/return-time")
        .then()
        .statusCode(200)
        .body("days", is(14))
        .body("variants.name", contains(CONTROL, CHALLENGER))
        .body("variants[0].users", is(40))
        .body("variants[0]", hasKey("medianDays"))
        .body("variants[0].logRankP", nullValue())
        .body("variants[1].logRankP", notNullValue())
        .body("variants[1].curve[0].interval.size()", is(2));
    dashboard()
        .get("/v1/experiments/" + Story.KEY + "/return-time?days=29")
        .then()
        .statusCode(400)
        .body("errors[0].field", is("days"));
    dashboard()
        .get("/v1/experiments/" + Story.KEY + "/exposures")
        .then()
        .statusCode(200)
        .body("users", is(80))
        .body("healthy", is(true))
        .body("periods[0].variants.expected", contains(40.0f, 40.0f))
        .body("periods[0].variants.weight", contains(0.5f, 0.5f));
    dashboard().get("/v1/experiments/no-such/return-time").then().statusCode(404);
    dashboard().get("/v1/experiments/no-such/exposures").then().statusCode(404);
  }

  @Test
  void resultsThatHaveNotChangedAreNotSentAgain() {
    String tag = dashboard().get(RESULTS).then().statusCode(200).extract().header("ETag");
    dashboard().header("If-None-Match", tag).get(RESULTS).then().statusCode(304);
    dashboard().header("If-None-Match", "\"another\"").get(RESULTS).then().statusCode(200);
  }

  @Test
  void curvesHaveADenominatorADay() {
    dashboard()
        .get("/v1/experiments/" + Story.KEY + "/retention")
        .then()
        .statusCode(200)
        .body("variants.name", contains(CONTROL, CHALLENGER))
        .body("variants[0].curve[0].day", is(0))
        .body("variants[0].curve[0].matured", is(40))
        .body("variants[0].curve[1].interval.size()", is(2));
  }

  @Test
  void experimentsAreListedInPages() {
    dashboard()
        .get("/v1/experiments?limit=1")
        .then()
        .statusCode(200)
        .body("items[0].key", is(Story.KEY))
        .body("items[0].state", is("running"))
        .body("items[0].exposed", is(80))
        .body("items[0].variants[1].model", is("als@1"))
        .body("items[0]", hasKey("lastDecision"));
    dashboard()
        .get("/v1/experiments/" + Story.KEY)
        .then()
        .statusCode(200)
        .body("plannedUsers", is(2000));
  }

  @Test
  void productFiguresAnswer() {
    dashboard()
        .get("/v1/overview")
        .then()
        .statusCode(200)
        .body("lastDay.day", is("2026-01-12"))
        .body("experiments.running", is(1));
    dashboard()
        .get("/v1/stickiness?days=3")
        .then()
        .statusCode(200)
        .body("days.size()", is(3))
        .body("growth.daily.size()", is(3))
        .body("growth.weekly[2].lastDay", is("2026-01-12"));
    dashboard().get("/v1/sessions?days=3").then().statusCode(200).body("days.size()", is(3));
    dashboard()
        .get("/v1/retention?days=12")
        .then()
        .statusCode(200)
        .body("cohorts[0].start", is("2026-01-01"))
        .body("cohorts[0].returned.size()", is(12))
        .body("curve[0].value", is(1.0f))
        .body("trendDay", is(7))
        .body("trend[0].start", is("2026-01-01"));
    dashboard()
        .get("/v1/retention?trendDay=0")
        .then()
        .statusCode(400)
        .body("errors[0].field", is("trendDay"));
  }

  @Test
  void whatIsWrongIsNamed() {
    for (String alpha : List.of("0", "1", "-1", "NaN", "x")) {
      dashboard()
          .get(RESULTS + "?alpha=" + alpha)
          .then()
          .statusCode(400)
          .contentType("application/problem+json")
          .body("type", is("urn:holdfast:problem:invalid-request"))
          .body("errors[0].field", is("alpha"));
    }
    dashboard()
        .get("/v1/sessions?days=0")
        .then()
        .statusCode(400)
        .body("errors[0].field", is("days"));
    dashboard()
        .get("/v1/experiments?cursor=%20")
        .then()
        .statusCode(400)
        .body("errors[0].field", is("cursor"));
    dashboard()
        .get("/v1/experiments/no-such/results")
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("detail", containsString("no-such"));
    dashboard().get("/v1/no-such").then().statusCode(404);
  }

  @Test
  void plansAnExperimentFromWhatIsGivenAndFromTheProduct() {
    dashboard()
        .get("/v1/power?metric=retention-day-7&baseline=0.2&effect=0.02&usersPerDay=1400")
        .then()
        .statusCode(200)
        .body("kind", is("proportion"))
        .body("baseline.source", is("given"))
        .body("relativeEffect", is(0.1f))
        .body("usersPerDay.source", is("given"))
        .body("alwaysValid.users", is(24_920))
        .body("alwaysValid.arms", contains(12_460, 12_460))
        .body("alwaysValid.days", is(26))
        .body("alwaysValid.reachable", is(true))
        .body("fixedHorizon.users", is(13_019))
        .body("detectable.day", contains(7, 14, 28))
        .body("detectable[0].alwaysValid", nullValue());

    List<Number> curve =
        dashboard().get("/v1/retention?days=12&trendDay=3").then().extract().path("curve.value");
    Response fromProduct = dashboard().get("/v1/power?metric=retention-day-3&effect=0.05");
    fromProduct
        .then()
        .statusCode(200)
        .body("baseline.source", is("product"))
        .body("baseline.value", is(curve.get(3)))
        .body("usersPerDay.source", is("product"))
        .body("alwaysValid.users", notNullValue())
        .body("alwaysValid.reachable", is(false));
    // All 80 users have been there in the twelve days of the story.
    assertThat(((Number) fromProduct.path("usersPerDay.value")).doubleValue())
        .isCloseTo(80 / 12.0, org.assertj.core.data.Offset.offset(1e-4));
  }

  @Test
  void saysEverythingThatIsWrongWithAPlan() {
    dashboard()
        .get(
            "/v1/power?metric=return-days-14&effect=0&weights=0.9,0.3&coverage=2&alpha=x&power=1"
                + "&usersPerDay=-1&longestDays=1.5")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body(
            "errors.field",
            contains(
                "metric",
                "effect",
                "weights",
                "coverage",
                "alpha",
                "power",
                "usersPerDay",
                "longestDays"));
    dashboard()
        .get("/v1/power?metric=session-seconds&effect=3")
        .then()
        .statusCode(400)
        .body("errors[0].field", is("variance"));
    dashboard()
        .get("/v1/power?metric=retention-2-5&effect=0.1")
        .then()
        .statusCode(400)
        .body("errors[0].field", is("baseline"));
    dashboard()
        .get("/v1/power?metric=retention-day-7&baseline=0.9&effect=0.2")
        .then()
        .statusCode(400)
        .body("errors[0].field", is("effect"));
  }

  @Test
  void everyOperationOfTheApiAsksForAKeyAndItsRole() {
    Map<String, String> operations = operations();
    assertThat(operations).hasSizeGreaterThanOrEqualTo(14);
    operations.forEach(
        (operation, path) -> {
          String method = operation.substring(0, operation.indexOf(' '));
          if (path.equals("/ui/sign-in")) {
            return;
          }
          assertThat(given().request(method, path).statusCode()).as(operation).isEqualTo(401);
          assertThat(with("hf_nobody").request(method, path).statusCode())
              .as(operation)
              .isEqualTo(401);
          assertThat(with(TestKeys.INGEST).request(method, path).statusCode())
              .as(operation)
              .isEqualTo(403);
        });
    dashboard().post("/v1/rebuild").then().statusCode(403);
  }

  private static Map<String, String> operations() {
    Map<String, Map<String, Object>> paths =
        with(TestKeys.ADMIN)
            .get("/q/openapi?format=json")
            .then()
            .statusCode(200)
            .extract()
            .path("paths");
    Map<String, String> operations = new TreeMap<>();
    paths.forEach(
        (path, methods) ->
            methods.keySet().stream()
                .filter(List.of("get", "post", "put", "delete", "patch")::contains)
                .forEach(
                    method ->
                        operations.put(
                            method.toUpperCase(java.util.Locale.ROOT) + " " + path,
                            path.replace("{key}", Story.KEY).replace("{id}", "ada"))));
    return operations;
  }

  @Test
  void everyOperationIsDescribedWithAnExampleAndItsProblems() {
    Map<String, Map<String, Map<String, Object>>> paths =
        with(TestKeys.ADMIN).get("/q/openapi?format=json").then().extract().path("paths");
    List<String> missing = new ArrayList<>();
    paths.forEach(
        (path, methods) ->
            methods.forEach(
                (method, operation) -> {
                  if (operation.get("summary") == null) {
                    missing.add(path + " summary");
                  }
                  Map<?, ?> responses = (Map<?, ?>) operation.get("responses");
                  if (!responses.containsKey("401") || !responses.containsKey("403")) {
                    missing.add(path + " problems");
                  }
                  if (path.contains("{key}") && !responses.containsKey("404")) {
                    missing.add(path + " 404");
                  }
                  if (responses.get("200") != null
                      && !responses.get("200").toString().contains("examples")) {
                    missing.add(path + " example");
                  }
                }));
    assertThat(missing).isEmpty();
  }

  @Test
  void aKeySignsInIntoACookieThatScriptsCannotRead() {
    given()
        .contentType("application/json")
        .body("{\"apiKey\":\"nobody\"}")
        .post("/ui/sign-in")
        .then()
        .statusCode(401)
        .contentType("application/problem+json");
    given()
        .contentType("application/json")
        .body("{}")
        .post("/ui/sign-in")
        .then()
        .statusCode(400)
        .body("errors[0].field", is("apiKey"));
    given()
        .contentType("application/json")
        .body(Map.of("apiKey", TestKeys.INGEST))
        .post("/ui/sign-in")
        .then()
        .statusCode(403);
    Response in =
        given()
            .contentType("application/json")
            .body(Map.of("apiKey", TestKeys.DASHBOARD))
            .post("/ui/sign-in");
    assertThat(in.statusCode()).isEqualTo(200);
    assertThat(in.header("Set-Cookie"))
        .contains("holdfast-key=", "HttpOnly", "SameSite=Strict", "Path=/");
    String cookie = in.cookie("holdfast-key");
    given().cookie("holdfast-key", cookie).get(RESULTS).then().statusCode(200);
    given()
        .cookie("holdfast-key", cookie)
        .get("/ui/session")
        .then()
        .statusCode(200)
        .body("id", equalTo("test-dashboard"));
    given()
        .cookie("holdfast-key", cookie)
        .post("/ui/sign-out")
        .then()
        .statusCode(204)
        .header("Set-Cookie", containsString("Max-Age=0"));
  }

  @Test
  void healthSaysWhetherTheLogIsRead() {
    given()
        .get("/q/health/ready")
        .then()
        .statusCode(200)
        .body("checks.name", hasItem("event log consumer"));
  }

  @Test
  void aRebuildGivesTheSameResults() {
    String before = dashboard().get(RESULTS).asString();
    String curves = dashboard().get("/v1/experiments/" + Story.KEY + "/retention").asString();
    String cohorts = dashboard().get("/v1/retention?days=12").asString();
    with(TestKeys.ADMIN).post("/v1/rebuild").then().statusCode(202);
    awaitEvaluation(at(12, 0, 0));
    assertThat(dashboard().get(RESULTS).asString()).isEqualTo(before);
    assertThat(dashboard().get("/v1/experiments/" + Story.KEY + "/retention").asString())
        .isEqualTo(curves);
    assertThat(dashboard().get("/v1/retention?days=12").asString()).isEqualTo(cohorts);
  }

  @Test
  void aRebuildThatWouldLoseWhatWasDroppedIsRefused() throws SQLException {
    sql(
        """
        INSERT INTO event_log.dropped_partition
          (parent, name, ends_at, events, last_position, dropped_at)
        VALUES ('interaction', 'interaction_2020_01', '2020-02-01 00:00:00+00', 5, 5, now())
        """);
    try {
      with(TestKeys.ADMIN)
          .post("/v1/rebuild")
          .then()
          .statusCode(409)
          .body("type", equalTo("urn:holdfast:problem:conflict"));
      with(TestKeys.ADMIN).post("/v1/rebuild?partial=true").then().statusCode(202);
      awaitEvaluation(at(12, 0, 0));
    } finally {
      sql("DELETE FROM event_log.dropped_partition");
    }
  }

  @Test
  void anExportHasTheRowsOfEveryTableOfUsers() throws SQLException {
    String user = text("SELECT user_id FROM person JOIN exposure USING (user_number) LIMIT 1");
    List<String> lines =
        with(TestKeys.ADMIN).get("/v1/users/" + user + "/export").asString().lines().toList();
    assertThat(lines)
        .anyMatch(line -> line.contains("\"table\":\"person\"") && line.contains(user))
        .anyMatch(line -> line.contains("\"table\":\"session\""))
        .anyMatch(line -> line.contains("\"experiment\":\"" + Story.KEY + "\""))
        .noneMatch(line -> line.contains("user_number"));
    assertThat(with(TestKeys.ADMIN).get("/v1/users/nobody/export").asString()).isEmpty();
    dashboard().get("/v1/users/" + user + "/export").then().statusCode(403);

    String tables =
        text(
            """
            SELECT string_agg(table_name, ' ' ORDER BY table_name) FROM information_schema.columns
            WHERE table_schema = 'metrics' AND column_name = 'user_number'
              AND table_name IN (SELECT relname FROM pg_class WHERE relkind = 'r')
            """);
    assertThat(tables)
        .as("a table of users that PgPersonalRecords should read, and PgErasure empty")
        .isEqualTo(
            "exposure interleaved_list interleaving_claim interleaving_user outcome person profile"
                + " return_time session session_length");
  }

  private static String text(String query) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SET search_path = metrics");
      try (ResultSet row = statement.executeQuery(query)) {
        row.next();
        return row.getString(1);
      }
    }
  }

  private static void sql(String statement) throws SQLException {
    try (Connection connection = connect()) {
      connection.createStatement().execute(statement);
    }
  }

  private static Connection connect() throws SQLException {
    return DriverManager.getConnection(
        ConfigProvider.getConfig().getValue(PostgresTestResource.JDBC_URL, String.class));
  }
}
