package io.holdfast.recommender.rest;

import static io.holdfast.recommender.testing.Api.activate;
import static io.holdfast.recommender.testing.Api.interact;
import static io.holdfast.recommender.testing.Api.recommend;
import static io.holdfast.recommender.testing.Api.register;
import static io.holdfast.recommender.testing.FakeExperimentSource.interleaved;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.recommender.testing.Eventually;
import io.holdfast.recommender.testing.FakeExperimentSource;
import io.holdfast.recommender.testing.RecommenderProfile;
import io.holdfast.recommender.testing.TestModels;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two real models, mixed over HTTP. */
@QuarkusTest
@TestProfile(RecommenderProfile.class)
class InterleavingIT {
  private static final TestModels.Upload POPULAR = TestModels.popular("mixed-popular");
  private static final TestModels.Upload ALS = TestModels.als("mixed-als", 5);

  @Inject FakeExperimentSource experiments;

  @BeforeEach
  void models() throws Exception {
    register(POPULAR);
    register(ALS);
    activate(POPULAR);
  }

  @AfterEach
  void nothingRuns() {
    experiments.run();
  }

  private static JsonPath mixed(String user, int limit) throws Exception {
    JsonPath[] last = new JsonPath[1];
    Eventually.holds(
        () -> {
          last[0] = recommend(user, limit);
          assertThat(last[0].getString("source")).isEqualTo("interleaved");
        });
    return last[0];
  }

  @Test
  void bothModelsDraftTheList() throws Exception {
    interact("mixed-fan", "odd-1", "click");
    experiments.run(interleaved("mix", POPULAR.reference(), ALS.reference()));

    JsonPath list = mixed("mixed-fan", 8);

    assertThat(list.getString("model")).isNull();
    assertThat(list.getList("experiments"))
        .isEqualTo(
            List.of(
                Map.of(
                    "key", "mix", "revision", 1, "variant", "control", "reason", "interleaved")));
    assertThat(list.getList("items.itemId", String.class))
        .hasSize(8)
        .doesNotHaveDuplicates()
        .doesNotContain("odd-1");
    List<String> teams = list.getList("items.team", String.class);
    assertThat(Collections.frequency(teams, "control")).isEqualTo(4);
    assertThat(Collections.frequency(teams, "challenger")).isEqualTo(4);
  }

  @Test
  void aModelThatCannotRankLeavesTheControlAlone() throws Exception {
    interact("mixed-fan-2", "odd-1", "click");
    experiments.run(interleaved("mix", POPULAR.reference(), ALS.reference()));
    mixed("mixed-fan-2", 4);

    JsonPath list = recommend("mixed-stranger", 4);

    assertThat(list.getString("source")).isEqualTo("fallback-not-interleaved");
    assertThat(list.getString("model")).isEqualTo(POPULAR.reference());
    assertThat(list.getList("items.team", String.class)).containsOnlyNulls();
  }
}
