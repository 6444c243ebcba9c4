package io.holdfast.recommender.rest;

import static io.holdfast.recommender.testing.Api.activate;
import static io.holdfast.recommender.testing.Api.as;
import static io.holdfast.recommender.testing.Api.ingest;
import static io.holdfast.recommender.testing.Api.interact;
import static io.holdfast.recommender.testing.Api.recommend;
import static io.holdfast.recommender.testing.Api.register;
import static io.holdfast.recommender.testing.FakeExperimentSource.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.contracts.targeting.Condition;
import io.holdfast.recommender.testing.CuttableDatabase;
import io.holdfast.recommender.testing.CuttableLine;
import io.holdfast.recommender.testing.Eventually;
import io.holdfast.recommender.testing.FakeExperimentSource;
import io.holdfast.recommender.testing.LogTable;
import io.holdfast.recommender.testing.TestModels;
import io.holdfast.service.testing.TestKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(CuttableDatabase.Profile.class)
class DatabaseOutageIT {
  @Inject FakeExperimentSource experiments;
  CuttableLine line;

  @Test
  void recommendationsGoOnWithoutTheDatabaseAndRecover() throws Exception {
    TestModels.Upload popular = register(TestModels.popular("popular"));
    TestModels.Upload als = register(TestModels.als("als", 1));
    activate(popular);
    activate(als);
    Condition fans = Condition.of(Map.of("id", "fan"));
    experiments.run(
        experiment("outage", popular.reference(), als.reference()),
        experiment("targeted", popular.reference(), als.reference(), fans));
    interact("fan", "odd-1", "click");
    Eventually.holds(
        () ->
            assertThat(recommend("fan", 3).getList("experiments.key"))
                .isEqualTo(List.of("outage", "targeted")));
    String variant = recommend("fan", 3).getString("experiments[0].variant");

    line.cut(true);
    for (int k = 0; k < 40; k++) {
      JsonPath list = recommend("fan", 3);
      assertThat(list.getString("experiments[0].variant")).isEqualTo(variant);
      assertThat(list.getList("experiments.key")).isEqualTo(List.of("outage"));
      assertThat(list.getString("source"))
          .isEqualTo(variant.equals("control") ? "fallback-without-history" : "fallback-popular");
      assertThat(list.getList("items.itemId", String.class)).isEqualTo(TestModels.even(3));
    }
    JsonPath health = as(TestKeys.DASHBOARD).get("/v1/exposure-health").jsonPath();
    assertThat(health.getInt("buffered")).isEqualTo(20);
    assertThat(health.getLong("lost")).isPositive();
    assertThat(health.getString("lostByVariant[0].key")).isEqualTo("outage");
    assertThat(health.getString("lostByVariant[0].variant")).isEqualTo(variant);

    Response refused = ingest("{\"userId\": \"fan\", \"itemId\": \"odd-2\", \"type\": \"click\"}");
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.header("Retry-After")).isNotBlank();
    assertThat(as(TestKeys.SERVE).get("/q/health/ready").statusCode()).isEqualTo(200);

    line.cut(false);
    Eventually.holds(
        () ->
            assertThat(
                    ingest("{\"userId\": \"fan\", \"itemId\": \"odd-3\", \"type\": \"click\"}")
                        .statusCode())
                .isEqualTo(202));
    Eventually.holds(
        () -> {
          JsonPath list = recommend("fan", 3);
          assertThat(list.getString("source")).isEqualTo("model");
          assertThat(list.getList("items.itemId", String.class)).doesNotContain("odd-1", "odd-3");
        });
    Eventually.holds(
        () ->
            assertThat(
                    as(TestKeys.DASHBOARD).get("/v1/exposure-health").jsonPath().getInt("buffered"))
                .isZero());
    long logged =
        LogTable.number(
            "SELECT count(*) FROM event_log.recommendation_served WHERE user_id = 'fan'");
    assertThat(logged).isGreaterThanOrEqualTo(20);
  }
}
