package io.holdfast.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists of experiments, of decisions and of who changed what. */
@QuarkusTest
class ListsIT extends ServiceIT {
  @BeforeEach
  void beginTime() {
    begin();
  }

  /**
   * A, b, c and d are made in the order c, a, d, b; b, then c are started, a is changed last; d
   * never starts. Time stands still between the last steps, so that keys decide.
   */
  @ParameterizedTest
  @CsvSource({
    "key,       asc,  a b c d",
    "key,       desc, d c b a",
    "createdAt, asc,  c a d b",
    "createdAt, desc, b d a c",
    "startedAt, asc,  b c a d",
    "startedAt, desc, c b d a",
    "changedAt, asc,  d b a c",
    "changedAt, desc, c a b d"
  })
  void sortsAndPages(String sort, String order, String expected) {
    String prefix = unique("sorted") + "-";
    String scenario = unique("sorted");
    Map<String, Experiment> all = new java.util.HashMap<>();
    for (String name : List.of("c", "a", "d", "b")) {
      tick();
      all.put(
          name,
          experiment(prefix + name)
              .with("scenario", scenario)
              .with(
                  "namespace",
                  Map.of(
                      "name",
                      scenario,
                      "start",
                      (name.charAt(0) - 'a') * 0.25,
                      "end",
                      (name.charAt(0) - 'a') * 0.25 + 0.25))
              .created());
    }
    tick();
    post(prefix + "b", "start").statusCode(200);
    tick();
    post(prefix + "c", "start").statusCode(200);
    experimenter().body(all.get("a").body).put("/v1/experiments/" + prefix + "a");

    for (int limit : new int[] {1, 3, 200}) {
      List<String> seen = new ArrayList<>();
      String cursor = null;
      do {
        RequestSpecification request =
            experimenter()
                .queryParam("scenario", scenario)
                .queryParam("sort", sort)
                .queryParam("order", order)
                .queryParam("limit", limit);
        if (cursor != null) {
          request.queryParam("cursor", cursor);
        }
        JsonPath page = request.get("/v1/experiments").then().statusCode(200).extract().jsonPath();
        seen.addAll(page.getList("items.key", String.class));
        cursor = page.getString("nextCursor");
      } while (cursor != null);
      assertThat(seen)
          .as("by pages of " + limit)
          .containsExactly(
              List.of(expected.split(" ")).stream().map(prefix::concat).toArray(String[]::new));
    }
    post(prefix + "b", "stop").statusCode(200);
    post(prefix + "c", "stop").statusCode(200);
  }

  @Test
  void filtersByStateScenarioAndName() {
    String word = unique("Filtered");
    String draft = experiment(unique("filter")).with("name", "The " + word).created().key();
    String gone = experiment(unique("filter")).with("name", "Old " + word).created().key();
    post(gone, "archive").statusCode(200);

    experiments("name", word.toUpperCase(java.util.Locale.ROOT))
        .body("items.key", equalTo(List.of(draft)));
    experimenter()
        .queryParam("name", word)
        .queryParam("state", "all")
        .get("/v1/experiments")
        .then()
        .body("items.key", hasItems(draft, gone));
    experimenter()
        .queryParam("name", word)
        .queryParam("state", "archived")
        .get("/v1/experiments")
        .then()
        .body("items.key", equalTo(List.of(gone)));
    experiments("scenario", "scenario-" + draft).body("items.key", equalTo(List.of(draft)));
    experiments("name", "100%").body("items", hasSize(0));
    experiments("scenario", "scenario-" + draft)
        .body("items[0].changedAt", equalTo(clock.now().toString()));
  }

  @Test
  void refusesWhatItDoesNotKnowAndNamesWhatItDoes() {
    refused("/v1/experiments?sort=weight", "sort")
        .body("errors[0].allowed", hasItems("key", "createdAt", "changedAt", "startedAt"));
    refused("/v1/experiments?order=up", "order").body("errors[0].allowed", hasItems("asc", "desc"));
    refused("/v1/experiments?state=asleep", "state").body("errors[0].allowed", hasItem("all"));
    refused("/v1/experiments?cursor=AAAA", "cursor");
    refused("/v1/experiments?limit=201", "limit");
    refused("/v1/audit?order=newest", "order");
    refused("/v1/audit?cursor=AAAA", "cursor");
    refused("/v1/audit?from=yesterday", "from");
    String key = experiment(unique("refuse")).created().key();
    refused("/v1/experiments/" + key + "/decisions?action=win", "action")
        .body("errors[0].allowed", hasItems("keep-running", "promote", "roll-back"));
    refused("/v1/experiments/" + key + "/decisions?applied=maybe", "applied");

    experiment(unique("refuse")).created();
    String cursor =
        experimenter()
            .queryParam("limit", 1)
            .queryParam("sort", "createdAt")
            .get("/v1/experiments")
            .path("nextCursor");
    refused("/v1/experiments?cursor=" + cursor, "cursor")
        .body("errors[0].message", containsString("sorted by createdAt in order asc"));
    refused("/v1/experiments?sort=createdAt&order=desc&cursor=" + cursor, "cursor");
  }

  @Test
  void tellsWhoChangedWhatFromAndTo() {
    Experiment draft = experiment(unique("audit")).created();
    String key = draft.key();
    tick();
    Instant changedAt = clock.now();
    draft
        .with("coverage", 0.25)
        .with(
            "variants",
            List.of(variant("control", 0.4, "popular"), variant("challenger", 0.6, "als")));
    as(io.holdfast.service.testing.TestKeys.ADMIN)
        .body(draft.body)
        .put("/v1/experiments/" + key)
        .then()
        .statusCode(200);
    tick();
    post(key, "start").statusCode(200);
    post(key, "stop").statusCode(200);

    audit(key)
        .body("items.action", equalTo(List.of("stop", "start", "change", "create")))
        .body("items.revision", equalTo(List.of(4, 3, 2, 1)))
        .body("items.actor.unique()", equalTo(List.of("test-experiment", "test-admin")))
        .body("items[2].at", equalTo(changedAt.toString()))
        .body(
            "items[2].changes.field",
            equalTo(List.of("coverage", "variants.challenger.weight", "variants.control.weight")))
        .body("items[2].changes[0].from", equalTo(1.0f))
        .body("items[2].changes[0].to", equalTo(0.25f))
        .body("items[2].changes[1].from", equalTo(0.5f))
        .body("items[2].changes[1].to", equalTo(0.6f))
        .body("items[1].changes.find { it.field == 'state' }.from", equalTo("draft"))
        .body("items[1].changes.find { it.field == 'state' }.to", equalTo("running"))
        .body(
            "items[1].changes.find { it.field == 'variants.challenger.model' }.from",
            equalTo("als"))
        .body(
            "items[1].changes.find { it.field == 'variants.challenger.model' }.to",
            containsString("als@"))
        .body("items[3].changes.find { it.field == 'coverage' }", not(hasItem("from")))
        .body("items[3].changes.find { it.field == 'scenario' }.to", equalTo("scenario-" + key));

    audit(key, "actor", "test-admin").body("items.action", equalTo(List.of("change")));
    audit(key, "action", "start").body("items.revision", equalTo(List.of(3)));
    audit(key, "from", changedAt.toString()).body("items.revision", equalTo(List.of(4, 3, 2)));
    audit(key, "to", changedAt.toString()).body("items.revision", equalTo(List.of(1)));
    audit(key, "order", "asc").body("items.revision", equalTo(List.of(1, 2, 3, 4)));
    experimenter()
        .get("/v1/experiments/" + unique("nobody") + "/audit")
        .then()
        .statusCode(404)
        .contentType("application/problem+json");
  }

  @Test
  void pagesTheAuditOfAllExperiments() {
    String one = experiment(unique("pages")).created().key();
    String two = experiment(unique("pages")).created().key();
    post(one, "archive").statusCode(200);
    List<String> seen = new ArrayList<>();
    String cursor = null;
    for (int page = 0; page < 3; page++) {
      RequestSpecification request = experimenter().queryParam("limit", 1);
      if (cursor != null) {
        request.queryParam("cursor", cursor);
      }
      JsonPath answer = request.get("/v1/audit").then().statusCode(200).extract().jsonPath();
      seen.add(answer.getString("items[0].experiment") + " " + answer.getString("items[0].action"));
      cursor = answer.getString("nextCursor");
    }
    assertThat(seen).containsExactly(one + " archive", two + " create", one + " create");
  }

  @Test
  void filtersDecisions() {
    String key = experiment(unique("decided")).started().key();
    experimenter()
        .body(Map.of("action", "roll-back", "reason", "It is enough."))
        .post("/v1/experiments/" + key + "/decide")
        .then()
        .statusCode(200);
    String path = "/v1/experiments/" + key + "/decisions";
    experimenter().get(path + "?applied=true").then().body("items.action", hasItem("roll-back"));
    experimenter().get(path + "?applied=false&action=roll-back").then().body("items", hasSize(0));
    experimenter().get(path + "?action=promote").then().body("items", hasSize(0));
    experimenter()
        .queryParam("to", clock.now().toString())
        .get(path)
        .then()
        .body("items", hasSize(0));
    experimenter()
        .queryParam("from", clock.now().toString())
        .queryParam("order", "asc")
        .get(path)
        .then()
        .body("items", hasSize(1));
    audit(key, "action", "roll-back")
        .body("items", hasSize(1))
        .body("items[0].changes.find { it.field == 'state' }.to", equalTo("stopped"));
  }

  private static ValidatableResponse experiments(String parameter, String value) {
    return experimenter()
        .queryParam(parameter, value)
        .get("/v1/experiments")
        .then()
        .statusCode(200);
  }

  private static ValidatableResponse audit(String key) {
    return experimenter().get("/v1/experiments/" + key + "/audit").then().statusCode(200);
  }

  private static ValidatableResponse audit(String key, String parameter, String value) {
    return experimenter()
        .queryParam(parameter, value)
        .get("/v1/experiments/" + key + "/audit")
        .then()
        .statusCode(200);
  }

  private static ValidatableResponse refused(String path, String field) {
    return experimenter()
        .get(path)
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("errors[0].field", equalTo(field));
  }

  /** One second later. */
  private void tick() {
    advance(clock.now().plusSeconds(1));
  }
}
