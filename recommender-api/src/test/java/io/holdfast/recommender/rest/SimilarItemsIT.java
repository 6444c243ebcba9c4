package io.holdfast.recommender.rest;

import static io.holdfast.recommender.testing.Api.activate;
import static io.holdfast.recommender.testing.Api.as;
import static io.holdfast.recommender.testing.Api.interact;
import static io.holdfast.recommender.testing.Api.recommend;
import static io.holdfast.recommender.testing.Api.register;
import static io.holdfast.recommender.testing.FakeExperimentSource.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.recommender.testing.Eventually;
import io.holdfast.recommender.testing.FakeExperimentSource;
import io.holdfast.recommender.testing.RecommenderProfile;
import io.holdfast.recommender.testing.TestModels;
import io.holdfast.service.testing.TestKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Similar items, and domains: the odd items are books and films by turns. */
@QuarkusTest
@TestProfile(RecommenderProfile.class)
class SimilarItemsIT {
  private static final TestModels.Upload POPULAR = TestModels.popular("popular");
  private static final TestModels.Upload ALS = TestModels.als("als", 1);

  @Inject FakeExperimentSource experiments;

  @BeforeEach
  void catalogue() throws Exception {
    register(POPULAR);
    register(ALS);
    activate(POPULAR);
    activate(ALS);
    putOdd(k -> "\"domain\": \"%s\"".formatted(k % 2 == 0 ? "books" : "films"));
    Eventually.holds(() -> assertThat(ids(similar("odd-1", "?domain=books&limit=40"))).hasSize(10));
  }

  /** Other tests use the same items. */
  @AfterEach
  void noCatalogue() throws Exception {
    experiments.run();
    putOdd(k -> "\"available\": true");
    Eventually.holds(() -> assertThat(ids(similar("odd-1", "?domain=books"))).isEmpty());
  }

  @Test
  void theActiveModelTellsWhatIsLikeAnItem() {
    JsonPath list = similar("odd-1", "?limit=8");
    assertThat(list.getString("source")).isEqualTo("model");
    assertThat(list.getString("model")).isEqualTo(ALS.reference());
    assertThat(ids(list)).hasSize(8).doesNotContain("odd-1").allMatch(id -> id.startsWith("odd-"));
    List<Float> scores = list.getList("items.score", Float.class);
    assertThat(scores).isSortedAccordingTo((a, b) -> Float.compare(b, a));
    assertThat(scores).allMatch(score -> score <= 1.0001f);
    assertThat(list.getList("items.position")).isEqualTo(List.of(0, 1, 2, 3, 4, 5, 6, 7));
  }

  @Test
  void asManyComeAsPass() {
    assertThat(ids(similar("odd-1", "?limit=40"))).hasSize(39);
    assertThat(ids(similar("odd-1", "?domain=films&limit=40")))
        .hasSize(9)
        .allMatch(id -> isOdd(id) && !id.equals("odd-1"));
    assertThat(ids(similar("odd-1", "?exclude=odd-2&exclude=odd-0&domain=books&limit=40")))
        .hasSize(8)
        .doesNotContain("odd-0", "odd-2");
    Response filtered =
        as(TestKeys.SERVE)
            .queryParam("filter", "itemId in ('odd-4', 'even-4', 'odd-1')")
            .get("/v1/items/odd-1/similar");
    assertThat(ids(filtered.jsonPath())).containsExactly("odd-4", "even-4");
  }

  @Test
  void anItemThatNobodyKnowsIsNotFound() {
    Response response = as(TestKeys.SERVE).get("/v1/items/unheard-of/similar");
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.contentType()).startsWith("application/problem+json");
    assertThat(as(TestKeys.SERVE).get("/v1/items/odd-1/similar?limit=0").statusCode())
        .isEqualTo(400);
    assertThat(
            as(TestKeys.SERVE)
                .queryParam("domain", " ")
                .get("/v1/items/odd-1/similar")
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void whatNoModelKnowsIsLikeThePopularOfItsCategories() throws Exception {
    put("even-5", "{\"categories\": [\"lamps\", \"brass\"]}");
    put("even-3", "{\"categories\": [\"lamps\"]}");
    put("odd-4", "{\"categories\": [\"chairs\"]}");
    put("fresh-lamp", "{\"categories\": [\"lamps\", \"glass\"]}");
    put("fresh-thing", "{}");
    Eventually.holds(
        () -> {
          JsonPath list = similar("fresh-lamp", "");
          assertThat(list.getString("source")).isEqualTo("fallback-category");
          assertThat(ids(list)).containsExactly("even-3", "even-5");
        });
    assertThat(similar("fresh-lamp", "").getString("model")).isEqualTo(POPULAR.reference());
    assertThat(ids(similar("fresh-lamp", "?exclude=even-3"))).containsExactly("even-5");
    JsonPath bare = similar("fresh-thing", "?limit=3");
    assertThat(bare.getString("source")).isEqualTo("fallback-popular");
    assertThat(ids(bare)).isEqualTo(TestModels.even(3));
    as(TestKeys.INGEST).delete("/v1/items/fresh-lamp");
    assertThat(as(TestKeys.SERVE).get("/v1/items/fresh-lamp/similar").statusCode()).isEqualTo(404);
    put("even-5", "{}");
    put("even-3", "{}");
  }

  @Test
  void aModelBesideTheActiveOneStandsIn() throws Exception {
    experiments.run(experiment("similar", POPULAR.reference(), ALS.reference()));
    activate(POPULAR);
    Eventually.holds(
        () -> {
          JsonPath list = similar("odd-1", "?limit=5");
          assertThat(list.getString("source")).isEqualTo("fallback-other-model");
          assertThat(list.getString("model")).isEqualTo(ALS.reference());
          assertThat(ids(list)).hasSize(5).allMatch(id -> id.startsWith("odd-"));
        });
  }

  @Test
  void aDomainRestrictsTheListAndNotTheTaste() {
    interact("film-fan", "odd-1", "click");
    interact("film-fan", "odd-3", "click");
    JsonPath books =
        as(TestKeys.SERVE)
            .get("/v1/users/film-fan/recommendations?domain=books&limit=40")
            .jsonPath();
    assertThat(books.getString("source")).isEqualTo("model");
    assertThat(ids(books)).hasSize(10).noneMatch(SimilarItemsIT::isOdd);
    JsonPath films =
        recommend(
                TestKeys.SERVE, "{\"userId\": \"film-fan\", \"domain\": \"films\", \"limit\": 40}")
            .jsonPath();
    assertThat(ids(films)).hasSize(8).allMatch(SimilarItemsIT::isOdd);
    JsonPath both =
        as(TestKeys.SERVE)
            .queryParam("domain", "books")
            .queryParam("filter", "itemId in ('odd-2', 'odd-5')")
            .get("/v1/users/film-fan/recommendations")
            .jsonPath();
    assertThat(ids(both)).containsExactly("odd-2");
    assertThat(ids(as(TestKeys.SERVE).get("/v1/popular?domain=books&limit=40").jsonPath()))
        .hasSize(10)
        .startsWith("odd-0", "odd-2")
        .noneMatch(SimilarItemsIT::isOdd);
    assertThat(
            recommend(TestKeys.SERVE, "{\"domain\": \"\"}").jsonPath().getString("errors[0].field"))
        .isEqualTo("domain");
  }

  private static boolean isOdd(String id) {
    return Integer.parseInt(id.substring(id.indexOf('-') + 1)) % 2 == 1;
  }

  private static JsonPath similar(String itemId, String query) {
    Response response = as(TestKeys.SERVE).get("/v1/items/" + itemId + "/similar" + query);
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
    return response.jsonPath();
  }

  private static List<String> ids(JsonPath list) {
    return list.getList("items.itemId", String.class);
  }

  private static void put(String itemId, String body) {
    assertThat(as(TestKeys.INGEST).body(body).put("/v1/items/" + itemId).statusCode())
        .isEqualTo(200);
  }

  private static void putOdd(IntFunction<String> content) {
    String items =
        IntStream.range(0, TestModels.ITEMS_A_TRIBE)
            .mapToObj(k -> "{\"itemId\": \"odd-%d\", %s}".formatted(k, content.apply(k)))
            .collect(Collectors.joining(",", "[", "]"));
    assertThat(as(TestKeys.INGEST).body(items).post("/v1/items").statusCode()).isEqualTo(200);
  }
}
