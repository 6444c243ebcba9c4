package io.holdfast.recommender.rest;

import static io.holdfast.recommender.testing.Api.activate;
import static io.holdfast.recommender.testing.Api.as;
import static io.holdfast.recommender.testing.Api.interact;
import static io.holdfast.recommender.testing.Api.recommend;
import static io.holdfast.recommender.testing.Api.register;
import static io.holdfast.recommender.testing.FakeExperimentSource.interleaved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(RecommenderProfile.class)
class ExplanationsIT {
  private static final TestModels.Upload POPULAR = TestModels.popular("explained-popular");
  private static final TestModels.Upload ALS = TestModels.als("explained-als", 1);

  @Inject FakeExperimentSource experiments;

  @BeforeEach
  void models() throws Exception {
    register(POPULAR);
    register(ALS);
    activate(POPULAR);
    activate(ALS);
  }

  @AfterEach
  void nothingRuns() {
    experiments.run();
  }

  @Test
  void theUsersOwnItemsAddUpToTheScore() {
    for (String item : List.of("odd-1", "odd-4", "even-2", "unheard-of")) {
      interact("explained", item, "click");
    }
    JsonPath list = explained("explained", "limit=6&contributions=2");
    assertThat(list.getString("source")).isEqualTo("model");
    for (int place = 0; place < 6; place++) {
      String at = "items[" + place + "].explanation.";
      assertThat(list.getString(at + "kind")).isEqualTo("least-squares");
      assertThat(list.getString(at + "model")).isEqualTo(ALS.reference());
      assertThat(list.getList(at + "contributions.itemId", String.class))
          .hasSize(2)
          .isSubsetOf("odd-1", "odd-4", "even-2");
      double sum =
          list.getDouble(at + "baseline")
              + list.getDouble(at + "contributions.value.sum()")
              + list.getDouble(at + "remainder");
      assertThat(sum).isCloseTo(list.getDouble("items[" + place + "].score"), within(1e-5));
      assertThat(list.getDouble(at + "score")).isCloseTo(sum, within(1e-5));
    }
    // As many as there are, where there are no more than are told.
    JsonPath all = explained("explained", "limit=1");
    assertThat(all.getList("items[0].explanation.contributions")).hasSize(3);
    assertThat(all.getDouble("items[0].explanation.remainder")).isZero();
  }

  @Test
  void nothingIsExplainedUnlessAsked() {
    interact("incurious", "odd-1", "click");
    JsonPath list = recommend("incurious", 3);
    assertThat(list.getList("items.explanation")).containsOnlyNulls();
    assertThat(list.getMap("$")).doesNotContainKey("filtersApplied");
  }

  @Test
  void popularityOwesNothingToTheUser() {
    JsonPath list = explained("explained-stranger", "limit=2");
    assertThat(list.getString("source")).isEqualTo("fallback-popular");
    assertThat(list.getList("items.explanation.kind")).containsOnly("popularity");
    assertThat(list.getList("items[0].explanation.contributions")).isEmpty();
    assertThat(list.getDouble("items[0].explanation.baseline"))
        .isEqualTo(list.getDouble("items[0].score"));
  }

  @Test
  void aMixedListIsExplainedByTheModelOfEachTeam() throws Exception {
    interact("mixed-curious", "odd-1", "click");
    experiments.run(interleaved("mix", POPULAR.reference(), ALS.reference()));
    JsonPath[] last = new JsonPath[1];
    Eventually.holds(
        () -> {
          last[0] = explained("mixed-curious", "limit=8");
          assertThat(last[0].getString("source")).isEqualTo("interleaved");
        });
    List<String> teams = last[0].getList("items.team", String.class);
    for (int place = 0; place < teams.size(); place++) {
      boolean control = teams.get(place).equals("control");
      assertThat(last[0].getMap("items[" + place + "].explanation"))
          .containsEntry("kind", control ? "popularity" : "least-squares")
          .containsEntry("model", (control ? POPULAR : ALS).reference());
    }
  }

  @Test
  void whatWasFilteredIsTold() {
    interact("filtered-curious", "odd-1", "click");
    interact("filtered-curious", "even-3", "dislike");
    JsonPath list =
        as(TestKeys.SERVE)
            .queryParam("filter", "not itemId in ('odd-2')")
            .queryParam("exclude", "odd-5", "odd-3")
            .queryParam("explain", true)
            .get("/v1/users/filtered-curious/recommendations")
            .jsonPath();
    assertThat(list.getList("items.itemId", String.class))
        .doesNotContain("odd-1", "odd-2", "odd-3", "odd-5", "even-3");
    assertThat(list.getMap("filtersApplied"))
        .containsEntry("availableAt", list.getString("servedAt"))
        .containsEntry("hideSeen", true)
        .containsEntry("seenItems", 2)
        .containsEntry("filter", "not itemId in ('odd-2')")
        .containsEntry("exclude", List.of("odd-3", "odd-5"));
  }

  @Test
  void aRerankedListOfASessionIsExplained() {
    JsonPath list =
        recommend(
                TestKeys.SERVE,
                """
                {"items": ["no-1", "even-5", "odd-2", "odd-3"], "explain": true,
                 "contributions": 1, "exclude": ["odd-3"],
                 "interactions": [{"itemId": "odd-2", "type": "click"},
                   {"itemId": "odd-7", "type": "click"}]}
                """)
            .jsonPath();
    assertThat(list.getList("items.itemId")).isEqualTo(List.of("odd-2", "even-5", "no-1"));
    assertThat(list.getList("items.explanation.kind"))
        .isEqualTo(List.of("least-squares", "least-squares", "unknown-item"));
    assertThat(list.getList("items[0].explanation.contributions")).hasSize(1);
    assertThat(list.getMap("items[2].explanation")).isEqualTo(Map.of("kind", "unknown-item"));
    assertThat(list.getMap("filtersApplied"))
        .containsEntry("hideSeen", false)
        .containsEntry("suppliedItems", 4);
  }

  @Test
  void howMuchIsToldIsChecked() {
    assertThat(
            as(TestKeys.SERVE)
                .get("/v1/users/u/recommendations?explain=true&contributions=101")
                .statusCode())
        .isEqualTo(400);
    Response response = recommend(TestKeys.SERVE, "{\"explain\": \"why\", \"contributions\": -1}");
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.jsonPath().getList("errors.field", String.class))
        .containsExactlyInAnyOrder("explain", "contributions");
  }

  private static JsonPath explained(String userId, String query) {
    Response response =
        as(TestKeys.SERVE).get("/v1/users/" + userId + "/recommendations?explain=true&" + query);
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
    return response.jsonPath();
  }
}
