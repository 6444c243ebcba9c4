package io.holdfast.recommender.rest;

import static io.holdfast.recommender.testing.Api.activate;
import static io.holdfast.recommender.testing.Api.as;
import static io.holdfast.recommender.testing.Api.ingest;
import static io.holdfast.recommender.testing.Api.register;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.holdfast.recommender.testing.RecommenderProfile;
import io.holdfast.recommender.testing.TestModels;
import io.holdfast.service.testing.TestKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(RecommenderProfile.class)
class PredictionsIT {
  private static final TestModels.Upload ALS = TestModels.als("predicted-als", 1);
  private static final TestModels.Upload SURE = TestModels.ratings("predicted", "gibbs");
  private static final TestModels.Upload POINT = TestModels.ratings("predicted-point", "als");

  @BeforeEach
  void models() throws Exception {
    register(ALS);
    register(SURE);
    register(POINT);
    activate(SURE);
  }

  @Test
  void theActiveModelPredictsAndSaysHowSureItIs() {
    rate("rater", "odd-1", 5);
    rate("rater", "even-1", 1);
    JsonPath answer = predict("rater", "?items=odd-2&items=even-2&items=no-1").jsonPath();
    assertThat(answer.getString("userId")).isEqualTo("rater");
    assertThat(answer.getString("model")).isEqualTo(SURE.reference());
    assertThat(answer.getDouble("level")).isEqualTo(0.95);
    assertThat(answer.getList("predictions.itemId")).isEqualTo(List.of("odd-2", "even-2"));
    assertThat(answer.getList("unknownItems")).isEqualTo(List.of("no-1"));
    assertThat(answer.getDouble("predictions[0].rating"))
        .isGreaterThan(answer.getDouble("predictions[1].rating") + 1);
    for (int k = 0; k < 2; k++) {
      String at = "predictions[" + k + "].";
      double deviation = answer.getDouble(at + "standardDeviation");
      assertThat(deviation).isPositive();
      assertThat(answer.getDouble(at + "interval[1]") - answer.getDouble(at + "interval[0]"))
          .isCloseTo(2 * 1.96 * deviation, within(1e-3));
    }
  }

  @Test
  void aRatingJustGivenCountsAndMakesItSurer() {
    JsonPath before = predict("newcomer", "?items=odd-2").jsonPath();
    rate("newcomer", "odd-1", 5);
    rate("newcomer", "odd-3", 5);
    rate("newcomer", "even-1", 1);
    JsonPath after = predict("newcomer", "?items=odd-2").jsonPath();
    assertThat(after.getDouble("predictions[0].rating"))
        .isGreaterThan(before.getDouble("predictions[0].rating"));
    assertThat(after.getDouble("predictions[0].standardDeviation"))
        .isLessThan(before.getDouble("predictions[0].standardDeviation"));
  }

  @Test
  void aModelThatDoesNotKnowHowSureItIsTellsTheRatingAlone() {
    JsonPath answer = predict("anyone", "?items=odd-2&model=" + POINT.reference()).jsonPath();
    assertThat(answer.getString("model")).isEqualTo(POINT.reference());
    assertThat(answer.getMap("predictions[0]")).containsOnlyKeys("itemId", "rating");
  }

  @Test
  void aModelWithoutRatingsSaysWhichOnesHaveThem() throws Exception {
    activate(ALS);
    for (String query : List.of("?items=odd-2", "?items=odd-2&model=" + ALS.reference())) {
      Response response = predict("anyone", query);
      assertThat(response.statusCode()).isEqualTo(409);
      assertThat(response.jsonPath().getString("type")).isEqualTo("urn:holdfast:problem:conflict");
      assertThat(response.jsonPath().getString("detail"))
          .contains(ALS.reference(), "model=name@version", SURE.reference(), POINT.reference());
    }
    assertThat(predict("anyone", "?items=odd-2&model=" + SURE.reference()).statusCode())
        .isEqualTo(200);
  }

  @Test
  void aRequestIsChecked() {
    assertThat(predict("anyone", "").statusCode()).isEqualTo(400);
    assertThat(predict("anyone", "?items= ").statusCode()).isEqualTo(400);
    assertThat(predict("anyone", "?items=i&model=als").statusCode()).isEqualTo(400);
    assertThat(predict("anyone", "?items=i&model=als@nowhere").statusCode()).isEqualTo(404);
  }

  private static Response predict(String userId, String query) {
    return as(TestKeys.SERVE).get("/v1/users/" + userId + "/predictions" + query);
  }

  private static void rate(String userId, String itemId, int value) {
    String body =
        """
        {"userId": "%s", "itemId": "%s", "type": "rating", "value": %d}
        """
            .formatted(userId, itemId, value);
    assertThat(ingest(body).statusCode()).isEqualTo(202);
  }
}
