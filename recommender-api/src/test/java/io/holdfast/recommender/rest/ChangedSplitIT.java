package io.holdfast.recommender.rest;

import static io.holdfast.recommender.testing.Api.activate;
import static io.holdfast.recommender.testing.Api.recommend;
import static io.holdfast.recommender.testing.Api.register;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.contracts.bucketing.Assigner;
import io.holdfast.contracts.bucketing.ExperimentDefinition;
import io.holdfast.contracts.bucketing.UserContext;
import io.holdfast.contracts.bucketing.VariantDefinition;
import io.holdfast.contracts.event.AssignedVariant;
import io.holdfast.contracts.event.AssignmentReason;
import io.holdfast.contracts.event.Event;
import io.holdfast.contracts.event.ExposureRecorded;
import io.holdfast.contracts.event.ModelReference;
import io.holdfast.contracts.log.EventLog;
import io.holdfast.recommender.testing.Eventually;
import io.holdfast.recommender.testing.FakeExperimentSource;
import io.holdfast.recommender.testing.LogTable;
import io.holdfast.recommender.testing.RecommenderProfile;
import io.holdfast.recommender.testing.TestModels;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Users whose experiment's weights change after they were exposed. */
@QuarkusTest
@TestProfile(RecommenderProfile.class)
class ChangedSplitIT {
  private static final TestModels.Upload POPULAR = TestModels.popular("popular");
  private static final TestModels.Upload ALS = TestModels.als("als", 1);
  private static final int USERS = 40;

  @Inject FakeExperimentSource experiments;
  @Inject EventLog log;

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

  @Test
  void whoWasJustServedKeepsTheVariantAtOnce() throws Exception {
    run(definition("served", 1, 0.5, false));
    Map<String, String> first = new LinkedHashMap<>();
    for (int k = 0; k < USERS; k++) {
      JsonPath list = recommend("served-" + k, 1);
      assertThat(list.getString("experiments[0].reason")).isEqualTo("split");
      first.put("served-" + k, list.getString("experiments[0].variant"));
    }
    assertThat(first.values()).contains("control", "challenger");

    run(definition("served", 2, 0.05, true));
    first.forEach(
        (user, variant) -> {
          JsonPath list = recommend(user, 1);
          assertThat(list.getString("experiments[0].variant")).as(user).isEqualTo(variant);
          assertThat(list.getString("experiments[0].reason")).isEqualTo("sticky");
        });
  }

  @Test
  void whoWasExposedElsewhereKeepsTheVariantAndNobodyElse() throws Exception {
    ExperimentDefinition changed = definition("told", 2, 0.05, true);
    Assigner assigner = new Assigner(changed);
    List<Event> exposures = new ArrayList<>();
    for (int k = 0; k < USERS; k += 2) {
      exposures.add(
          new ExposureRecorded(
              UUID.randomUUID(),
              "told-" + k,
              new AssignedVariant("told", 1, "control", AssignmentReason.SPLIT),
              Map.of(),
              Instant.now()));
    }
    log.append(exposures).await().atMost(Duration.ofSeconds(30));
    Eventually.holds(
        () ->
            assertThat(
                    LogTable.number(
                        "SELECT count(*) FROM recommender.sticky_variant WHERE experiment_key ="
                            + " 'told'"))
                .isEqualTo(exposures.size()));

    run(changed);
    for (int k = 0; k < USERS; k++) {
      String user = "told-" + k;
      String hashed = assigner.assign(UserContext.of(user)).orElseThrow().variant();
      JsonPath list = recommend(user, 1);
      assertThat(list.getString("experiments[0].variant"))
          .as(user)
          .isEqualTo(k % 2 == 0 ? "control" : hashed);
      assertThat(list.getString("experiments[0].reason"))
          .isEqualTo(k % 2 == 0 ? "sticky" : "split");
    }
  }

  /** Runs it, and waits until lists are made by it. */
  private void run(ExperimentDefinition definition) throws Exception {
    experiments.run(definition);
    String stranger = "stranger-" + UUID.randomUUID();
    Eventually.holds(
        () -> {
          JsonPath list = recommend(stranger, 1);
          assertThat(list.getString("experiments[0].key")).isEqualTo(definition.key());
          assertThat(list.getInt("experiments[0].revision")).isEqualTo(definition.revision());
        });
  }

  private static ExperimentDefinition definition(
      String key, int revision, double control, boolean sticky) {
    return new ExperimentDefinition(
        key,
        revision,
        key,
        2,
        "home",
        null,
        1,
        List.of(
            new VariantDefinition(
                "control", control, ModelReference.parse(POPULAR.reference()), Map.of()),
            new VariantDefinition(
                "challenger", 1 - control, ModelReference.parse(ALS.reference()), Map.of())),
        "control",
        null,
        null,
        sticky,
        null);
  }
}
