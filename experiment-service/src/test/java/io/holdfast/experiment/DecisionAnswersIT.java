package io.holdfast.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.holdfast.contracts.event.DecisionMade;
import io.holdfast.contracts.event.ExperimentChanged;
import io.holdfast.contracts.event.ExperimentState;
import io.holdfast.experiment.MetricsPeer.Arm;
import io.holdfast.experiment.MetricsPeer.Counts;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people answer to decisions: approve, reject, undo. */
@QuarkusTest
class DecisionAnswersIT extends ServiceIT {
  private static final Arm CONTROL = new Arm("control", 500, 100);
  private static final Arm SAME = new Arm("challenger", 500, 103);
  private static final Arm BETTER = new Arm("challenger", 500, 200);
  private static final Arm WORSE = new Arm("challenger", 500, 20);

  @BeforeEach
  void beginTime() {
    begin();
    peer.answersWith(200);
    activate("popular@1", null);
  }

  @Test
  void approvesAProposalOnce() {
    String key = begun("approve", "approval");
    String proposal = decided(key, BETTER);
    one(key, proposal)
        .body("state", equalTo("pending"))
        .body("pending", equalTo(true))
        .body("action", equalTo("promote"));
    answer(key, proposal, "approve", "clear enough")
        .statusCode(200)
        .body("state", equalTo("stopped"))
        .body("lastDecision.answers", equalTo(proposal))
        .body("lastDecision.variant", equalTo("challenger"));
    answer(key, proposal, "approve", "me too").statusCode(200).body("revision", equalTo(3));
    assertThat(events(DecisionMade.class, key)).hasSize(1);
    one(key, proposal).body("state", equalTo("approved")).body("pending", equalTo(false));
    answer(key, proposal, "reject", "no")
        .statusCode(409)
        .body("detail", containsString("is approved"));
  }

  @Test
  void rejectsAProposalUntilTheNextEvidence() {
    String key = begun("reject", "approval");
    String proposal = decided(key, BETTER);
    answer(key, proposal, "reject", "the campaign is still on")
        .statusCode(200)
        .body("state", equalTo("running"))
        .body("lastDecision.action", equalTo("keep-running"))
        .body("lastDecision.reasons", equalTo(List.of("rejected-by-a-person")))
        .body("lastDecision.note", equalTo("the campaign is still on"));
    one(key, proposal).body("state", equalTo("rejected"));
    String next = decided(key, BETTER);
    one(key, next).body("state", equalTo("pending"));
    post(key, "stop");
  }

  @Test
  void aProposalLapsesByNewerEvidenceAndWhenTheExperimentStops() {
    String key = begun("lapse", "approval");
    String first = decided(key, BETTER);
    String second = decided(key, BETTER);
    one(key, first).body("state", equalTo("lapsed")).body("followedBy", nullValue());
    answer(key, first, "approve", "late")
        .statusCode(409)
        .body("detail", allOf(containsString(first), containsString("is lapsed")));
    one(key, second).body("state", equalTo("pending"));
    post(key, "stop").statusCode(200);
    answer(key, second, "approve", "late").statusCode(409);
    assertThat(events(DecisionMade.class, key)).isEmpty();
  }

  @Test
  void undoingAPromotionGivesTheModelFromBeforeBack() {
    String key = begun("undo-promotion", "automatic");
    String promotion = decided(key, BETTER);
    activate("als@1", UUID.fromString(promotion));
    answer(key, promotion, "undo", "complaints")
        .statusCode(200)
        .body("state", equalTo("stopped"))
        .body("lastDecision.action", equalTo("roll-back"))
        .body("lastDecision.undoes", equalTo(promotion))
        .body("lastDecision.note", equalTo("complaints"));
    answer(key, promotion, "undo", "once more").statusCode(200);
    List<DecisionMade> made = events(DecisionMade.class, key);
    assertThat(made).hasSize(2);
    assertThat(made.getLast().model().toString()).isEqualTo("popular@1");
    one(key, promotion).body("state", equalTo("undone"));
    answer(key, made.getLast().eventId().toString(), "undo", "changed my mind")
        .statusCode(409)
        .body("detail", containsString("an undo itself"));
  }

  @Test
  void undoingARollBackResumesTheExperimentByApproval() {
    String key = begun("undo-roll-back", "automatic");
    Instant startedAt = Instant.parse(get(key).extract().jsonPath().getString("startedAt"));
    String rollBack = decided(key, WORSE);
    get(key).body("state", equalTo("stopped"));
    answer(key, rollBack, "undo", "the tracking was broken")
        .statusCode(200)
        .body("state", equalTo("running"))
        .body("revision", equalTo(4))
        .body("stoppedAt", nullValue())
        .body("startedAt", equalTo(startedAt.toString()))
        .body("policy.mode", equalTo("approval"))
        .body("lastDecision.action", equalTo("keep-running"))
        .body("lastDecision.reasons", equalTo(List.of("undone-by-a-person")));
    answer(key, rollBack, "undo", "again").statusCode(200).body("revision", equalTo(4));
    assertThat(events(ExperimentChanged.class, key).getLast().state())
        .isEqualTo(ExperimentState.RUNNING);
    assertThat(events(DecisionMade.class, key))
        .extracting(DecisionMade::action)
        .containsExactly(DecisionMade.Action.ROLL_BACK, DecisionMade.Action.KEEP_RUNNING);

    // The same evidence comes again, and waits for a person this time.
    Instant day = nextDay();
    peer.knows(key, counts(day, 4, WORSE));
    awaitEvaluated(key, day);
    get(key)
        .body("state", equalTo("running"))
        .body("lastDecision.action", equalTo("roll-back"))
        .body("lastDecision.state", equalTo("pending"));
    post(key, "stop");
  }

  @Test
  void refusesAnUndoThatWasOvertaken() {
    String key = unique("overtaken");
    experiment(key).with("policy", policy("automatic")).started();
    String promotion = decided(key, BETTER);
    String next = unique("overtakes");
    experiment(next)
        .with("scenario", "scenario-" + key)
        .with("policy", policy("automatic"))
        .started();
    String newer = decided(next, BETTER);
    answer(key, promotion, "undo", "back")
        .statusCode(409)
        .body("detail", allOf(containsString(next), containsString(newer)));
    answer(next, newer, "undo", "back").statusCode(200);
    answer(key, promotion, "undo", "back").statusCode(200);
  }

  @Test
  void aRollBackIsNotUndoneWhereAnotherExperimentRunsNow() {
    String key = begun("no-room", "automatic");
    String rollBack = decided(key, WORSE);
    String next = unique("room-taken");
    experiment(next).with("scenario", "scenario-" + key).started();
    answer(key, rollBack, "undo", "again").statusCode(409).body("detail", containsString(next));
    post(next, "stop");
  }

  @Test
  void everyEvaluationKeepsItsEvidence() {
    String key = begun("evidence", "automatic");
    String kept = decided(key, SAME);
    Instant day = Instant.parse(get(key).extract().jsonPath().getString("evaluatedThrough"));
    one(key, kept)
        .body("state", equalTo("nothing-changed"))
        .body("action", equalTo("keep-running"))
        .body("policy.minimumUsers", equalTo(0))
        .body("evidence.promotion.results.revision", equalTo(2))
        .body("evidence.promotion.results.evaluatedThrough", equalTo(day.toString()))
        .body("evidence.promotion.results.watermark", equalTo(day.plusSeconds(1800).toString()))
        .body("evidence.rollBack.results.metrics", hasSize(1));
    post(key, "stop");
  }

  @Test
  void namesWhatIsMissingOrUnknown() {
    String key = begun("unknown", "approval");
    String proposal = decided(key, BETTER);
    answer(key, proposal, "approve", null)
        .statusCode(400)
        .body("errors[0].field", equalTo("reason"));
    answer(key, UUID.randomUUID().toString(), "undo", "x").statusCode(404);
    answer(key, "no-id", "undo", "x").statusCode(404);
    answer("no-experiment", proposal, "undo", "x").statusCode(404);
    answer(key, proposal, "undo", "x").statusCode(409).body("detail", containsString("is pending"));
    experimenter()
        .body(Map.of("reason", "stale", "revision", 1))
        .post("/v1/experiments/" + key + "/decisions/" + proposal + "/approve")
        .then()
        .statusCode(409)
        .body("detail", containsString("revision 1"));
    post(key, "stop");
  }

  private static String begun(String name, String mode) {
    return experiment(unique(name)).with("policy", policy(mode)).started().key();
  }

  private static Map<String, Object> policy(String mode) {
    return Map.of(
        "successMetric",
        "retention-day-7",
        "alpha",
        0.05,
        "minimumUsers",
        0,
        "minimumDays",
        0,
        "mode",
        mode);
  }

  /** The decision about the next day, on which the challenger stands so. */
  private String decided(String key, Arm challenger) {
    Instant day =
        clock
            .now()
            .minus(Duration.ofHours(1))
            .truncatedTo(ChronoUnit.DAYS)
            .plus(Duration.ofDays(1));
    peer.knows(key, counts(day, 2, challenger));
    assertThat(nextDay()).isEqualTo(day);
    awaitEvaluated(key, day);
    return get(key).extract().jsonPath().getString("lastDecision.id");
  }

  private static Counts counts(Instant day, int revision, Arm challenger) {
    return new Counts(day, revision, List.of(CONTROL, challenger), List.of());
  }

  private static void awaitEvaluated(String key, Instant day) {
    await(
        "the evaluation of " + key + " through " + day,
        () -> day.toString().equals(get(key).extract().jsonPath().getString("evaluatedThrough")));
  }

  private static ValidatableResponse one(String key, String id) {
    return experimenter()
        .get("/v1/experiments/" + key + "/decisions/" + id)
        .then()
        .statusCode(200)
        .body("id", equalTo(id));
  }

  private static ValidatableResponse answer(String key, String id, String how, String reason) {
    return experimenter()
        .body(reason == null ? Map.of() : Map.of("reason", reason))
        .post("/v1/experiments/" + key + "/decisions/" + id + "/" + how)
        .then();
  }
}
