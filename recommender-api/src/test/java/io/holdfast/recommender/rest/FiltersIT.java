package io.holdfast.recommender.rest;

import static io.holdfast.recommender.testing.Api.activate;
import static io.holdfast.recommender.testing.Api.as;
import static io.holdfast.recommender.testing.Api.interact;
import static io.holdfast.recommender.testing.Api.recommend;
import static io.holdfast.recommender.testing.Api.register;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.recommender.testing.Eventually;
import io.holdfast.recommender.testing.RecommenderProfile;
import io.holdfast.recommender.testing.TestModels;
import io.holdfast.service.testing.TestKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(RecommenderProfile.class)
class FiltersIT {
  private static final TestModels.Upload POPULAR = TestModels.popular("popular");
  private static final TestModels.Upload ALS = TestModels.als("als", 1);
  private static final String EVERY_FOURTH = "price < 20 and category in ('fourth', 'none')";

  @BeforeEach
  void catalogue() throws Exception {
    register(POPULAR);
    register(ALS);
    activate(POPULAR);
    activate(ALS);
    putAll(
        k ->
            """
            "categories": ["%s"], "attributes": {"price": %s}
            """
                .formatted(k % 4 == 0 ? "fourth" : "other", k % 8 == 0 ? "9.5" : "30"));
    interact("odd-fan", "odd-1", "click");
    Eventually.holds(
        () -> assertThat(toOddFan("category = 'fourth' and price = 9.5", 10)).hasSize(6));
  }

  /** Other tests use the same items. */
  @AfterEach
  void noCatalogue() throws Exception {
    putAll(k -> "\"available\": true");
    Eventually.holds(
        () -> assertThat(toOddFan("category exists or availableUntil exists", 40)).isEmpty());
    Eventually.holds(() -> assertThat(toOddFan("itemId = 'odd-4'", 40)).hasSize(1));
  }

  @Test
  void asManyComeAsPass() {
    assertThat(toOddFan(EVERY_FOURTH, 3)).hasSize(3).allMatch(FiltersIT::isEveryEighth);
    assertThat(toOddFan(EVERY_FOURTH, 40)).hasSize(6).allMatch(FiltersIT::isEveryEighth);
    assertThat(toOddFan("price > 1000", 40)).isEmpty();
  }

  @Test
  void whatStandsInIsFilteredToo() {
    Response list =
        as(TestKeys.SERVE)
            .queryParam("filter", EVERY_FOURTH)
            .get("/v1/users/nobody-yet/recommendations");
    assertThat(list.jsonPath().getString("source")).isEqualTo("fallback-popular");
    assertThat(ids(list)).hasSize(6).allMatch(FiltersIT::isEveryEighth);
    assertThat(ids(as(TestKeys.SERVE).queryParam("filter", EVERY_FOURTH).get("/v1/popular")))
        .hasSize(6)
        .allMatch(FiltersIT::isEveryEighth);
  }

  @Test
  void excludedItemsStayAway() {
    Response list =
        as(TestKeys.SERVE)
            .queryParam("filter", EVERY_FOURTH)
            .queryParam("exclude", "odd-0", "odd-8")
            .get("/v1/users/odd-fan/recommendations");
    assertThat(ids(list)).hasSize(4).doesNotContain("odd-0", "odd-8");
    Response supplied =
        recommend(
            TestKeys.SERVE,
            """
            {"items": ["odd-0", "odd-2", "odd-8", "unheard-of"], "exclude": ["odd-8"],
             "filter": "not price > 20"}
            """);
    assertThat(ids(supplied)).containsExactly("odd-0", "unheard-of");
  }

  @Test
  void anItemIsShownInItsWindow() throws Exception {
    put("odd-4", "{\"attributes\": {\"availableUntil\": \"2020-01-01T00:00:00Z\"}}");
    put("odd-2", "{\"attributes\": {\"availableFrom\": \"2020-01-01T00:00:00Z\"}}");
    Eventually.holds(
        () -> assertThat(toOddFan("availableFrom exists", 40)).containsExactly("odd-2"));
    assertThat(toOddFan("itemId in ('odd-2', 'odd-4')", 40)).containsExactly("odd-2");
  }

  @Test
  void whatIsWrongIsNamed() {
    Response list =
        as(TestKeys.SERVE)
            .queryParam("filter", "price < ")
            .get("/v1/users/odd-fan/recommendations");
    assertThat(list.statusCode()).isEqualTo(400);
    assertThat(list.contentType()).startsWith("application/problem+json");
    assertThat(list.jsonPath().getString("errors[0].field")).isEqualTo("filter");
    assertThat(list.jsonPath().getString("errors[0].message"))
        .isEqualTo(
            "expected a text in single quotes, a number, true, false or now(), found the end, at"
                + " character 9");
    Response window = put("odd-4", "{\"attributes\": {\"availableUntil\": \"tomorrow\"}}");
    assertThat(window.statusCode()).isEqualTo(400);
    assertThat(window.jsonPath().getString("errors[0].field"))
        .isEqualTo("attributes.availableUntil");
  }

  private static void putAll(IntFunction<String> content) {
    String items =
        IntStream.range(0, TestModels.ITEMS_A_TRIBE)
            .boxed()
            .flatMap(
                k ->
                    Stream.of("odd", "even")
                        .map(
                            tribe ->
                                "{\"itemId\": \"%s-%d\", %s}"
                                    .formatted(tribe, k, content.apply(k))))
            .collect(Collectors.joining(",", "[", "]"));
    assertThat(as(TestKeys.INGEST).body(items).post("/v1/items").statusCode()).isEqualTo(200);
  }

  private static boolean isEveryEighth(String id) {
    return Integer.parseInt(id.substring(id.indexOf('-') + 1)) % 8 == 0;
  }

  private static Response put(String itemId, String body) {
    return as(TestKeys.INGEST).body(body).put("/v1/items/" + itemId);
  }

  private static List<String> toOddFan(String filter, int limit) {
    return ids(
        as(TestKeys.SERVE)
            .queryParam("filter", filter)
            .queryParam("limit", limit)
            .get("/v1/users/odd-fan/recommendations"));
  }

  private static List<String> ids(Response list) {
    assertThat(list.statusCode()).as(list.asString()).isEqualTo(200);
    return list.jsonPath().getList("items.itemId", String.class);
  }
}
