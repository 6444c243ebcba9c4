package io.holdfast.recommender.rest;

import static io.holdfast.recommender.testing.Api.activate;
import static io.holdfast.recommender.testing.Api.as;
import static io.holdfast.recommender.testing.Api.recommend;
import static io.holdfast.recommender.testing.Api.register;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.holdfast.recommender.testing.Eventually;
import io.holdfast.recommender.testing.LogTable;
import io.holdfast.recommender.testing.RecommenderProfile;
import io.holdfast.recommender.testing.TestModels;
import io.holdfast.recommender.testing.ToldInteractions;
import io.holdfast.recommender.testing.ToldInteractions.Click;
import io.holdfast.service.testing.TestKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is popular and rising, and what new users get, against counts by hand. */
@QuarkusTest
@TestProfile(RecommenderProfile.Counted.class)
class PopularityIT {
  private static final Instant NOW = Instant.parse("2026-03-15T12:30:00Z");
  private static final Duration MONTH = Duration.ofDays(30);
  private static final double PRIOR = 10;
  private static final Map<String, String> NOBODY = Map.of();
  private static final TestModels.Upload POPULAR = TestModels.popular("popular");
  private static final TestModels.Upload ALS = TestModels.als("als", 1);
  private static final ToldInteractions TOLD = new ToldInteractions();
  private static boolean told;

  @BeforeEach
  void live() throws Exception {
    if (told) {
      return;
    }
    told = true;
    String now = "{\"to\": \"" + NOW + "\"}";
    assertThat(as(TestKeys.ADMIN).body(now).post("/v1/clock").statusCode()).isEqualTo(200);
    declare("quiet", "{\"country\": \"DE\", \"platform\": \"web\"}");
    register(POPULAR);
    register(ALS);
    activate(POPULAR);
    activate(ALS);
    catalogue();
    tellOfEdges();
    tellAtRandom();
    tellOfTrends();
    TOLD.tell();
    Map<String, Integer> month = TOLD.users(NOW, MONTH, NOBODY);
    Eventually.holds(
        () -> assertThat(scores(popular("window=30d&limit=1000"))).isEqualTo(doubles(month)));
  }

  private static void catalogue() {
    StringBuilder items = new StringBuilder("[");
    for (int k = 0; k < 8; k++) {
      items.append(
          """
          {"itemId": "random-%d", "categories": ["random", "%s"], "domain": "%s"},
          """
              .formatted(k, k % 2 == 0 ? "even" : "odd", k < 4 ? "books" : "films"));
    }
    items.append("{\"itemId\": \"hot\", \"categories\": [\"trend\"], \"domain\": \"films\"}]");
    assertThat(as(TestKeys.INGEST).body(items.toString()).post("/v1/items").statusCode())
        .isEqualTo(200);
  }

  /** On both sides of every edge: of windows, of days, and of what is kept. */
  private static void tellOfEdges() {
    click("u1", "edge", "2026-03-14T11:59:59Z");
    click("u2", "edge", "2026-03-14T12:00:00Z");
    click("u3", "edge", "2026-03-14T12:29:00Z");
    click("u4", "edge", "2026-03-12T23:59:59Z");
    click("u4", "edge", "2026-03-12T00:00:00Z");
    click("u4", "edge", "2026-03-13T00:00:00Z");
    click("u5", "edge", "2026-03-08T00:00:00Z");
    click("u6", "edge", "2026-03-07T23:59:59Z");
    click("u7", "edge", "2026-02-13T10:00:00Z");
    click("u8", "edge", "2026-02-12T10:00:00Z");
    click("u9", "edge", "2025-12-31T10:00:00Z");
    TOLD.add(new Click("u1", "edge", Instant.parse("2026-03-15T12:00:00Z"), NOBODY, false, "view"));
  }

  private static void tellAtRandom() {
    SplittableRandom random = new SplittableRandom(5);
    String[] countries = {"NL", "DE", "FR"};
    String[] platforms = {"ios", "web"};
    for (int user = 0; user < 60; user++) {
      Map<String, String> segment =
          Map.of("country", countries[user % 3], "platform", platforms[user % 2]);
      boolean declared = user % 4 == 0;
      if (declared) {
        declare(
            "random-" + user,
            "{\"country\": \"%s\", \"platform\": \"%s\"}"
                .formatted(segment.get("country"), segment.get("platform")));
      }
      for (int k = 0; k < 20; k++) {
        int item = Math.min(random.nextInt(8), random.nextInt(8));
        int favourite = (item + 3 * (user % 3)) % 8;
        Instant at = NOW.minusSeconds((long) (random.nextDouble() * 40 * 86_400));
        TOLD.add(
            new Click("random-" + user, "random-" + favourite, at, segment, !declared, "click"));
      }
    }
  }

  /** Ten items that go on as before, and one that does not. */
  private static void tellOfTrends() {
    for (int item = 0; item < 10; item++) {
      for (int day = 0; day < 8; day++) {
        for (int user = 0; user < 6; user++) {
          click(
              "steady-%d-%d-%d".formatted(item, day, user),
              "steady-" + item,
              NOW.minus(Duration.ofDays(day)).minusSeconds(7200).toString());
        }
      }
    }
    for (int user = 0; user < 40; user++) {
      click("hot-" + user, "hot", "2026-03-15T09:00:00Z");
    }
    click("hot-before", "hot", "2026-03-10T09:00:00Z");
  }

  private static void click(String userId, String itemId, String at) {
    TOLD.add(new Click(userId, itemId, Instant.parse(at), NOBODY, false, "click"));
  }

  private static void declare(String userId, String attributes) {
    assertThat(
            as(TestKeys.INGEST)
                .body("{\"attributes\": " + attributes + "}")
                .put("/v1/users/{id}", userId)
                .statusCode())
        .isBetween(200, 204);
  }

  @Test
  void popularityIsThatOfTheWindow() {
    for (String window : List.of("1d", "24h", "7d", "30d")) {
      Duration length = Duration.ofDays(window.equals("24h") ? 1 : days(window));
      JsonPath list = popular("limit=1000&window=" + window);
      assertThat(list.getString("source")).isEqualTo("counted");
      assertThat(list.getString("window")).isEqualTo(window.equals("24h") ? "1d" : window);
      assertThat(list.getString("model")).isNull();
      assertThat(scores(list)).isEqualTo(doubles(TOLD.users(NOW, length, NOBODY)));
    }
    assertThat(scores(popular("window=1d&limit=1000"))).containsEntry("edge", 2.0);
    assertThat(scores(popular("window=7d&limit=1000"))).containsEntry("edge", 6.0);
    assertThat(scores(popular("window=30d&limit=1000"))).containsEntry("edge", 8.0);
  }

  @Test
  void thePopularityOfASegmentIsSmoothedByThatOfEverybody() {
    Map<String, Double> everybody = TOLD.shares(NOW, MONTH);
    Map<String, Double> dutch =
        TOLD.smoothed(NOW, MONTH, Map.of("country", "NL"), everybody, PRIOR);
    JsonPath list = popular("window=30d&limit=1000&context=country:NL&context=mood:good");
    assertThat(list.getString("source")).isEqualTo("counted-segment");
    assertThat(list.getMap("segment")).isEqualTo(Map.of("country", "NL"));
    assertClose(scores(list), dutch);
    Map<String, Double> inside =
        TOLD.smoothed(NOW, MONTH, Map.of("country", "NL", "platform", "ios"), dutch, PRIOR);
    assertClose(scores(popular("limit=1000&context=platform:ios&context=country:NL")), inside);
  }

  @Test
  void ofASegmentThatNobodyIsInEverybodyTells() {
    JsonPath list = popular("window=30d&limit=1000&context=country:ZZ");
    assertThat(list.getString("source")).isEqualTo("counted");
    assertThat(list.getMap("segment")).isNull();
    assertThat(scores(list)).isEqualTo(doubles(TOLD.users(NOW, MONTH, NOBODY)));
  }

  @Test
  void categoriesAndDomainsRestrictTheList() {
    assertThat(ids(popular("window=30d&category=even&limit=1000")))
        .containsExactlyInAnyOrder("random-0", "random-2", "random-4", "random-6");
    assertThat(ids(popular("window=30d&category=even&domain=books&limit=1000")))
        .containsExactlyInAnyOrder("random-0", "random-2");
    assertThat(ids(popular("window=30d&category=trend&category=odd&domain=films&limit=1000")))
        .containsExactlyInAnyOrder("hot", "random-5", "random-7");
  }

  @Test
  void withoutAWindowAModelTells() {
    JsonPath list = popular("limit=3");
    assertThat(list.getString("source")).isEqualTo("model");
    assertThat(list.getString("model")).isEqualTo(POPULAR.reference());
    assertThat(ids(list)).isEqualTo(TestModels.even(3));
  }

  @Test
  void whatRisesIsListedByHowMuchItDoesAtLeast() {
    JsonPath list = as(TestKeys.SERVE).get("/v1/trending?limit=1000").jsonPath();
    assertThat(list.getString("source")).isEqualTo("trending");
    assertThat(ids(list)).startsWith("hot").noneMatch(id -> id.startsWith("steady-"));
    assertThat(scores(list).values()).allMatch(score -> score > 1);
    assertThat(scores(list).get("hot")).isGreaterThan(5);
    assertThat(ids(as(TestKeys.SERVE).get("/v1/trending?domain=films").jsonPath()))
        .startsWith("hot");
    assertThat(ids(as(TestKeys.SERVE).get("/v1/trending?domain=books").jsonPath()))
        .doesNotContain("hot");
    assertThat(ids(as(TestKeys.SERVE).get("/v1/trending?category=trend").jsonPath()))
        .containsExactly("hot");
  }

  @Test
  void aNewUserGetsWhatIsPopularAmongTheLike() {
    Map<String, Double> everybody = TOLD.shares(NOW, MONTH);
    Map<String, Double> dutch =
        TOLD.smoothed(NOW, MONTH, Map.of("country", "NL"), everybody, PRIOR);
    JsonPath told =
        as(TestKeys.SERVE)
            .get("/v1/users/new-here/recommendations?context=country:NL&limit=5")
            .jsonPath();
    assertThat(told.getString("source")).isEqualTo("cold-start-segment");
    assertThat(told.getString("model")).isNull();
    assertThat(ids(told)).isEqualTo(best(dutch, 5));

    JsonPath anonymous =
        recommend(TestKeys.SERVE, "{\"context\": {\"country\": \"NL\"}, \"limit\": 5}").jsonPath();
    assertThat(anonymous.getString("source")).isEqualTo("cold-start-segment");
    assertThat(ids(anonymous)).isEqualTo(best(dutch, 5));

    // What was declared counts where the context says nothing, and the context goes before it.
    Map<String, Double> german =
        TOLD.smoothed(NOW, MONTH, Map.of("country", "DE"), everybody, PRIOR);
    JsonPath declared = recommend("quiet", 5);
    assertThat(declared.getString("source")).isEqualTo("cold-start-segment");
    assertThat(ids(declared))
        .isEqualTo(
            best(
                TOLD.smoothed(
                    NOW, MONTH, Map.of("country", "DE", "platform", "web"), german, PRIOR),
                5));
    assertThat(
            ids(
                as(TestKeys.SERVE)
                    .get(
                        "/v1/users/quiet/recommendations?context=country:NL&context=platform:none"
                            + "&limit=5")
                    .jsonPath()))
        .isEqualTo(best(dutch, 5));
  }

  @Test
  void whoIsNotNewOrUnknownIsServedAsBefore() {
    JsonPath nowhere =
        as(TestKeys.SERVE)
            .get("/v1/users/from-afar/recommendations?context=country:ZZ&limit=3")
            .jsonPath();
    assertThat(nowhere.getString("source")).isEqualTo("fallback-popular");
    assertThat(recommend("of-nowhere", 3).getString("source")).isEqualTo("fallback-popular");
    JsonPath session =
        recommend(
                TestKeys.SERVE,
                """
                {"context": {"country": "NL"}, "limit": 3,
                 "interactions": [{"itemId": "odd-2", "type": "click"}]}
                """)
            .jsonPath();
    assertThat(session.getString("source")).isEqualTo("model");
    assertThat(ids(session)).allMatch(id -> id.startsWith("odd-"));
  }

  @Test
  void theContextOfAQueryIsRecordedWithTheList() throws Exception {
    String id =
        as(TestKeys.SERVE)
            .get("/v1/users/recorded/recommendations?context=country:NL&context=time:12:30")
            .jsonPath()
            .getString("requestId");
    Eventually.holds(
        () ->
            assertThat(
                    LogTable.texts(
                        """
                        SELECT context ->> 'country' || ' ' || (context ->> 'time')
                        FROM event_log.recommendation_served WHERE event_id::text = ?
                        """,
                        id))
                .containsExactly("NL 12:30"));
  }

  @Test
  void whatIsWrongIsNamed() {
    Response window = as(TestKeys.SERVE).get("/v1/popular?window=2d");
    assertThat(window.statusCode()).isEqualTo(400);
    assertThat(window.jsonPath().getString("errors[0].field")).isEqualTo("window");
    assertThat(window.jsonPath().getList("errors[0].allowed"))
        .isEqualTo(List.of("1d", "7d", "30d"));
    for (String query :
        List.of(
            "context=NL",
            "context=:NL",
            "context=a:b&context=a:c",
            "context=" + "x".repeat(65) + ":y")) {
      Response context = as(TestKeys.SERVE).get("/v1/users/u/recommendations?" + query);
      assertThat(context.statusCode()).as(query).isEqualTo(400);
      assertThat(context.jsonPath().getString("errors[0].field")).isEqualTo("context");
    }
    assertThat(as(TestKeys.SERVE).queryParam("category", " ").get("/v1/trending").statusCode())
        .isEqualTo(400);
  }

  private static int days(String window) {
    return Integer.parseInt(window.substring(0, window.length() - 1));
  }

  private static JsonPath popular(String query) {
    Response response = as(TestKeys.SERVE).get("/v1/popular?" + query);
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
    return response.jsonPath();
  }

  private static List<String> ids(JsonPath list) {
    return list.getList("items.itemId", String.class);
  }

  private static Map<String, Double> scores(JsonPath list) {
    Map<String, Double> scores = new TreeMap<>();
    for (int k = 0; k < list.getList("items").size(); k++) {
      scores.put(
          list.getString("items[" + k + "].itemId"), list.getDouble("items[" + k + "].score"));
    }
    return scores;
  }

  private static Map<String, Double> doubles(Map<String, Integer> counts) {
    Map<String, Double> doubles = new TreeMap<>();
    counts.forEach((item, count) -> doubles.put(item, count.doubleValue()));
    return doubles;
  }

  private static void assertClose(Map<String, Double> actual, Map<String, Double> expected) {
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    expected.forEach((item, share) -> assertThat(actual.get(item)).isCloseTo(share, within(1e-7)));
  }

  /** The best items, of equal ones those of the smaller id. */
  private static List<String> best(Map<String, Double> shares, int count) {
    return shares.entrySet().stream()
        .sorted(
            Map.Entry.<String, Double>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(count)
        .map(Map.Entry::getKey)
        .toList();
  }
}
