package io.holdfast.recommender.store;

import static io.holdfast.recommender.testing.Api.activate;
import static io.holdfast.recommender.testing.Api.register;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.contracts.event.DecisionMade;
import io.holdfast.contracts.event.DecisionMade.Action;
import io.holdfast.contracts.event.ModelActivated;
import io.holdfast.contracts.event.ModelReference;
import io.holdfast.contracts.json.Json;
import io.holdfast.contracts.log.EventLog;
import io.holdfast.recommender.testing.Api;
import io.holdfast.recommender.testing.Eventually;
import io.holdfast.recommender.testing.LogTable;
import io.holdfast.recommender.testing.RecommenderProfile;
import io.holdfast.recommender.testing.TestModels;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(RecommenderProfile.class)
class DecisionsIT {
  private static final TestModels.Upload CONTROL = TestModels.popular("decided");
  private static final TestModels.Upload CHALLENGER = TestModels.als("decided-als", 1);
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @Inject EventLog log;

  @BeforeEach
  void controlIsActive() throws Exception {
    register(CONTROL);
    register(CHALLENGER);
    activate(CONTROL);
  }

  @Test
  void aPromotionActivatesTheModelOnce() throws Exception {
    DecisionMade decision = decision("promoted", Action.PROMOTE, CHALLENGER);
    tell(decision);
    outcomeIs(decision, "activated");
    assertThat(Api.get(CHALLENGER).getString("state")).isEqualTo("active");
    assertThat(Api.get(CHALLENGER).getString("previous")).isEqualTo(CONTROL.reference());
    // Read again from the beginning, nothing changes.
    LogTable.update(
        "UPDATE event_log.consumer SET position = 0 WHERE name = 'recommender-decisions'");
    DecisionMade next = decision("another", Action.KEEP_RUNNING, CHALLENGER);
    tell(next);
    outcomeIs(next, "nothing-to-do");
    List<ModelActivated> told = activationsBy(decision);
    assertThat(told).hasSize(1);
    assertThat(told.getFirst().model().toString()).isEqualTo(CHALLENGER.reference());
    assertThat(told.getFirst().previousModel().toString()).isEqualTo(CONTROL.reference());
    assertThat(told.getFirst().actor()).isNull();
  }

  @Test
  void aRollbackBeforeAPromotionChangesNothing() throws Exception {
    DecisionMade decision = decision("never-promoted", Action.ROLL_BACK, CONTROL);
    tell(decision);
    outcomeIs(decision, "nothing-to-do");
    assertThat(Api.get(CONTROL).getString("state")).isEqualTo("active");
    assertThat(activationsBy(decision)).isEmpty();
  }

  @Test
  void aRollbackAfterAPromotionBringsTheModelBeforeBack() throws Exception {
    DecisionMade promotion = decision("regretted", Action.PROMOTE, CHALLENGER);
    tell(promotion);
    outcomeIs(promotion, "activated");
    DecisionMade rollback = decision("regretted", Action.ROLL_BACK, CONTROL);
    tell(rollback);
    outcomeIs(rollback, "activated");
    assertThat(Api.get(CONTROL).getString("state")).isEqualTo("active");
    assertThat(activationsBy(rollback)).hasSize(1);
  }

  @Test
  void aRollbackLeavesAModelThatSomebodyElseActivatedSince() throws Exception {
    TestModels.Upload third = register(TestModels.als("decided-third", 2));
    DecisionMade promotion = decision("overtaken", Action.PROMOTE, CHALLENGER);
    tell(promotion);
    outcomeIs(promotion, "activated");
    activate(third);
    DecisionMade rollback = decision("overtaken", Action.ROLL_BACK, CONTROL);
    tell(rollback);
    outcomeIs(rollback, "nothing-to-do");
    assertThat(Api.get(third).getString("state")).isEqualTo("active");
  }

  @Test
  void aPromotionOfAnUnknownModelIsKeptAndHoldsNothingUp() throws Exception {
    DecisionMade decision = decision("unknown", Action.PROMOTE, new ModelReference("nobody", "1"));
    tell(decision);
    outcomeIs(decision, "unknown-model");
    assertThat(Api.get(CONTROL).getString("state")).isEqualTo("active");
  }

  private void tell(DecisionMade decision) {
    log.append(List.of(decision)).await().atMost(LIMIT);
  }

  private static void outcomeIs(DecisionMade decision, String outcome) throws Exception {
    Eventually.holds(
        () ->
            assertThat(
                    LogTable.texts(
                        "SELECT outcome FROM recommender.decision WHERE decision_id = ?",
                        decision.eventId()))
                .containsExactly(outcome));
  }

  private static List<ModelActivated> activationsBy(DecisionMade decision) {
    return LogTable.events("ModelActivated").stream()
        .map(payload -> Json.read(payload, ModelActivated.class))
        .filter(event -> decision.eventId().equals(event.decisionId()))
        .toList();
  }

  private static DecisionMade decision(String key, Action action, TestModels.Upload model) {
    return decision(key, action, ModelReference.parse(model.reference()));
  }

  private static DecisionMade decision(String key, Action action, ModelReference model) {
    return new DecisionMade(
        UUID.randomUUID(),
        key,
        3,
        action,
        model,
        null,
        List.of(),
        Map.of(),
        Instant.now().truncatedTo(ChronoUnit.DAYS),
        Instant.now());
  }
}
