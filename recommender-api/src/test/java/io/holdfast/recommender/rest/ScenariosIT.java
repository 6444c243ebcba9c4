package io.holdfast.recommender.rest;

import static io.holdfast.recommender.testing.Api.as;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.recommender.testing.RecommenderProfile;
import io.holdfast.service.testing.TestKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The API that edits scenarios. */
@QuarkusTest
@TestProfile(RecommenderProfile.class)
class ScenariosIT {

  @Test
  void eachChangeIsAVersionAndTheSameAgainIsNone() {
    assertThat(get("edited").statusCode()).isEqualTo(404);
    Response made = put("edited", "{\"limit\": 20, \"deny\": [\"i-1\"]}");
    assertThat(made.statusCode()).as(made.asString()).isEqualTo(200);
    assertThat(made.header("ETag")).isEqualTo("\"2\"");
    assertThat(made.jsonPath().getString("origin")).isEqualTo("stored");
    assertThat(made.jsonPath().getInt("version")).isEqualTo(2);
    assertThat(made.jsonPath().getInt("limit")).isEqualTo(20);
    assertThat(made.jsonPath().getList("deny", String.class)).containsExactly("i-1");
    assertThat(made.jsonPath().getString("sources[0].name")).isEqualTo("model");
    assertThat(made.jsonPath().getString("fallback")).isEqualTo("popular");
    assertThat(made.jsonPath().getBoolean("hideSeen")).isTrue();
    assertThat(made.jsonPath().getString("changedAt")).isNotBlank();

    assertThat(put("edited", "{\"deny\": [\"i-1\"], \"limit\": 20}").header("ETag"))
        .isEqualTo("\"2\"");
    assertThat(put("edited", get("edited").asString()).header("ETag")).isEqualTo("\"2\"");
    Response changed = put("edited", "{\"hideSeen\": false}");
    assertThat(changed.header("ETag")).isEqualTo("\"3\"");
    assertThat(changed.jsonPath().getInt("limit")).isEqualTo(10);
    assertThat(get("edited").asString()).isEqualTo(changed.asString());
  }

  @Test
  void versionsAreKeptAndPagedAndCanBePutBack() {
    for (int limit = 1; limit <= 5; limit++) {
      put("paged", "{\"limit\": " + limit + "}");
    }
    Response page = as(TestKeys.SERVE).queryParam("limit", 2).get("/v1/scenarios/paged/versions");
    assertThat(page.jsonPath().getList("items.version")).isEqualTo(List.of(6, 5));
    assertThat(page.jsonPath().getList("items.settings.limit")).isEqualTo(List.of(5, 4));
    List<Integer> versions = new ArrayList<>();
    String cursor = null;
    do {
      RequestSpecification request = as(TestKeys.SERVE).queryParam("limit", 2);
      Response next =
          (cursor == null ? request : request.queryParam("cursor", cursor))
              .get("/v1/scenarios/paged/versions");
      versions.addAll(next.jsonPath().getList("items.version"));
      cursor = next.jsonPath().getString("nextCursor");
    } while (cursor != null);
    assertThat(versions).containsExactly(6, 5, 4, 3, 2);
    assertThat(as(TestKeys.SERVE).get("/v1/scenarios/never/versions").statusCode()).isEqualTo(404);
    assertThat(
            as(TestKeys.SERVE)
                .queryParam("cursor", "bm9uZQ")
                .get("/v1/scenarios/paged/versions")
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void aDeletedScenarioIsAsConfiguredAndItsVersionsGoOn() {
    put("gone", "{\"limit\": 3}");
    assertThat(delete("gone", null).statusCode()).isEqualTo(204);
    assertThat(get("gone").statusCode()).isEqualTo(404);
    assertThat(delete("gone", null).statusCode()).isEqualTo(404);
    assertThat(delete("never", null).statusCode()).isEqualTo(404);
    Response versions = as(TestKeys.SERVE).get("/v1/scenarios/gone/versions");
    assertThat(versions.jsonPath().getList("items.version")).isEqualTo(List.of(3, 2));
    assertThat(versions.jsonPath().getList("items.deleted")).isEqualTo(List.of(true, false));
    assertThat(put("gone", "{\"limit\": 3}").header("ETag")).isEqualTo("\"4\"");
  }

  @Test
  void configuredScenariosAreListedAndComeBack() {
    Response first = get("configured");
    assertThat(first.jsonPath().getString("origin")).isEqualTo("configuration");
    assertThat(first.jsonPath().getInt("version")).isEqualTo(1);
    assertThat(first.jsonPath().getInt("limit")).isEqualTo(4);
    put("configured", "{\"limit\": 6}");
    assertThat(get("configured").jsonPath().getInt("limit")).isEqualTo(6);
    delete("configured", null);
    Response back = get("configured");
    assertThat(back.jsonPath().getString("origin")).isEqualTo("configuration");
    assertThat(back.jsonPath().getInt("version")).isEqualTo(3);
    assertThat(back.jsonPath().getInt("limit")).isEqualTo(4);

    put("listed-a", "{}");
    put("listed-b", "{}");
    List<String> names = new ArrayList<>();
    String cursor = null;
    do {
      RequestSpecification request = as(TestKeys.DASHBOARD).queryParam("limit", 1);
      Response page =
          (cursor == null ? request : request.queryParam("cursor", cursor)).get("/v1/scenarios");
      names.addAll(page.jsonPath().getList("items.name", String.class));
      cursor = page.jsonPath().getString("nextCursor");
    } while (cursor != null);
    assertThat(names)
        .isSorted()
        .doesNotHaveDuplicates()
        .contains("configured", "listed-a", "listed-b");
  }

  @Test
  void whoComesLateIsToldSo() {
    put("locked", "{\"limit\": 2}");
    Response stale =
        as(TestKeys.ADMIN)
            .header("If-Match", "\"1\"")
            .body("{\"limit\": 3}")
            .put("/v1/scenarios/locked");
    assertThat(stale.statusCode()).isEqualTo(409);
    assertThat(stale.contentType()).startsWith("application/problem+json");
    assertThat(stale.jsonPath().getString("detail")).contains("version 1", "version 2");
    assertThat(put("locked", "{\"limit\": 3, \"version\": 1}").statusCode()).isEqualTo(409);
    assertThat(delete("locked", "\"1\"").statusCode()).isEqualTo(409);
    assertThat(delete("locked", "yesterday").statusCode()).isEqualTo(400);
    assertThat(put("locked", "{\"limit\": 3, \"version\": 2}").header("ETag")).isEqualTo("\"3\"");
    assertThat(delete("locked", "\"3\"").statusCode()).isEqualTo(204);
  }

  @Test
  void ofManyWhoChangeTheSameVersionOneDoes() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<Integer>> statuses = new ArrayList<>();
      for (int k = 1; k <= 8; k++) {
        String body = "{\"limit\": " + k + ", \"version\": 1}";
        statuses.add(threads.submit(() -> put("raced", body).statusCode()));
      }
      List<Integer> answers = new ArrayList<>();
      for (Future<Integer> status : statuses) {
        answers.add(status.get());
      }
      assertThat(answers).containsOnly(200, 409).containsOnlyOnce(200);
    }
    assertThat(get("raced").jsonPath().getInt("version")).isEqualTo(2);
  }

  @Test
  void whatIsWrongIsToldAtOnce() {
    Response refused =
        put("wrong", "{\"limit\": 0, \"filter\": \"price <\", \"sources\": [{\"name\": \"x\"}]}");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.jsonPath().getList("errors.field", String.class))
        .containsExactlyInAnyOrder("limit", "filter", "sources[0].name");
    assertThat(
            refused.jsonPath().getString("errors.find { it.field == 'sources[0].name' }.allowed"))
        .contains("model", "new", "popular", "similar", "trending");
    assertThat(put("wrong", "[]").statusCode()).isEqualTo(400);
    assertThat(put("n".repeat(257), "{}").statusCode()).isEqualTo(400);
    assertThat(get("wrong").statusCode()).isEqualTo(404);
  }

  private static Response put(String name, String body) {
    return as(TestKeys.ADMIN).body(body).put("/v1/scenarios/{name}", name);
  }

  private static Response get(String name) {
    return as(TestKeys.SERVE).get("/v1/scenarios/{name}", name);
  }

  private static Response delete(String name, String ifMatch) {
    RequestSpecification request = as(TestKeys.ADMIN);
    return (ifMatch == null ? request : request.header("If-Match", ifMatch))
        .delete("/v1/scenarios/{name}", name);
  }
}
