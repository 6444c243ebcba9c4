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
import io.holdfast.experiment.decision.DecisionSettings;
import io.holdfast.experiment.decision.EvaluateExperiments;
import io.holdfast.experiment.domain.Evaluations;
import io.holdfast.experiment.domain.Results;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.restassured.response.ValidatableResponse;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DecisionIT extends ServiceIT {
  private static final Arm CONTROL = new Arm("control", 500, 100);
  private static final Arm SAME = new Arm("challenger", 500, 103);
  private static final Arm BETTER = new Arm("challenger", 500, 200);
  private static final Arm WORSE = new Arm("challenger", 500, 20);

  @Inject Evaluations evaluations;
  @Inject Results results;
  @Inject DecisionSettings settings;
  @Inject Vertx vertx;

  @BeforeEach
  void beginTime() {
    begin();
    peer.answersWith(200);
    peer.beforeAnswer(() -> {});
  }

  @AfterEach
  void healPeer() {
    peer.answersWith(200);
    peer.answersWith((String) null);
    peer.beforeAnswer(() -> {});
  }

  @Test
  void promotesWhenTheBoundsAndTheMinimumAreThere() {
    activate("popular@1", null);
    String key = experiment(unique("promoted")).started().key();
    get(key)
        .body("evaluatedThrough", equalTo(day().toString()))
        .body("undecidedReason", nullValue());

    // Clear from the first day on, but three days are the minimum.
    for (int k = 0; k < 3; k++) {
      Instant day = nextDay();
      peer.knows(key, counts(day, 2, CONTROL, BETTER));
      awaitEvaluated(key, day);
      get(key)
          .body("state", equalTo("running"))
          .body("lastDecision.action", equalTo("keep-running"))
          .body("lastDecision.reasons[0]", equalTo("minimum-days"));
    }
    Instant day = nextDay();
    peer.knows(key, counts(day, 2, CONTROL, BETTER));
    awaitEvaluated(key, day);

    get(key)
        .body("state", equalTo("stopped"))
        .body("revision", equalTo(3))
        .body("lastDecision.action", equalTo("promote"))
        .body("lastDecision.variant", equalTo("challenger"))
        .body("lastDecision.applied", equalTo(true))
        .body("lastDecision.model", containsString("als@"))
        .body("lastDecision.previousModel", equalTo("popular@1"));
    DecisionMade made = only(events(DecisionMade.class, key));
    assertThat(made.action()).isEqualTo(DecisionMade.Action.PROMOTE);
    assertThat(made.experimentRevision()).isEqualTo(3);
    assertThat(made.model().name()).isEqualTo("als");
    assertThat(made.previousModel().toString()).isEqualTo("popular@1");
    assertThat(made.reasons()).containsExactly("success-above-zero");
    assertThat(made.watermark()).isEqualTo(day.plusSeconds(1800));
    ExperimentChanged stopped = events(ExperimentChanged.class, key).getLast();
    assertThat(stopped.state()).isEqualTo(ExperimentState.STOPPED);
    assertThat(stopped.revision()).isEqualTo(3);

    decisions(key)
        .body("items", hasSize(4))
        .body("items[0].action", equalTo("promote"))
        .body("items[0].day", equalTo(day.toString()))
        .body("items[0].policy.alpha", equalTo(0.05f))
        .body("items[0].evidence.promotion.alpha", equalTo(0.05f))
        .body("items[0].evidence.promotion.results.metrics[0].control.n", equalTo(500))
        .body("items[0].evidence.assessments[0].verdict", equalTo("better"))
        .body("items[3].action", equalTo("keep-running"));
    assertThat(peer.asked())
        .contains("/v1/experiments/" + key + "/results?alpha=0.05 " + MetricsPeerResource.KEY);

    // A stopped experiment has nothing to evaluate, and time goes on all the same.
    awaitEvaluated(key, nextDay());
    decisions(key).body("items", hasSize(4));
  }

  @Test
  void keepsRunningWithoutADifference() {
    String key = experiment(unique("same")).started().key();
    for (int k = 0; k < 5; k++) {
      Instant day = nextDay();
      peer.knows(key, counts(day, 2, CONTROL, SAME));
      awaitEvaluated(key, day);
    }
    get(key)
        .body("state", equalTo("running"))
        .body("revision", equalTo(2))
        .body("lastDecision.reasons", equalTo(List.of("success-undecided")));
    assertThat(events(DecisionMade.class, key)).isEmpty();
    post(key, "stop");
  }

  @Test
  void rollsBackAtTheLevelOfOneBoundAmongSeveral() {
    String key =
        experiment(unique("worse"))
            .with(
                "policy",
                Map.of(
                    "successMetric",
                    "retention-day-7",
                    "guardrails",
                    List.of(Map.of("metric", "session-seconds", "margin", 10)),
                    "alpha",
                    0.04,
                    "minimumUsers",
                    100_000,
                    "minimumDays",
                    30))
            .started()
            .key();
    Instant day = nextDay();
    peer.knows(key, counts(day, 2, CONTROL, WORSE));
    awaitEvaluated(key, day);
    get(key).body("state", equalTo("stopped")).body("lastDecision.action", equalTo("roll-back"));
    DecisionMade made = only(events(DecisionMade.class, key));
    assertThat(made.action()).isEqualTo(DecisionMade.Action.ROLL_BACK);
    assertThat(made.model().toString()).isEqualTo("popular@1");
    assertThat(made.reasons()).containsExactly("success-below-zero");
    assertThat(peer.asked())
        .anyMatch(query -> query.contains(key + "/results?alpha=0.04"))
        .anyMatch(query -> query.contains(key + "/results?alpha=0.02"));
  }

  @Test
  void decidesNothingWhileMetricsDashboardDoesNotAnswer() {
    String key = experiment(unique("outage")).started().key();
    peer.answersWith(500);
    Instant day = nextDay();
    await("the reason", () -> undecided(key).startsWith("metrics-unavailable"));
    get(key)
        .body("state", equalTo("running"))
        .body("evaluatedThrough", equalTo(day.minus(Duration.ofDays(1)).toString()))
        .body("lastDecision", nullValue());
    peer.knows(key, counts(day, 2, CONTROL, SAME));
    peer.answersWith(200);
    awaitEvaluated(key, day);
    get(key).body("undecidedReason", nullValue());
    decisions(key).body("items", hasSize(1));
    post(key, "stop");
  }

  @Test
  void decidesNothingByAnAnswerThatIsNone() {
    String key = experiment(unique("broken")).with("policy", eager("automatic")).started().key();
    Instant day = day().plus(Duration.ofDays(1));
    peer.knows(key, counts(day, 2, CONTROL, BETTER));
    peer.answersWith(401);
    nextDay();
    await(
        "the refusal",
        () -> undecided(key).equals("metrics-refused: metrics-dashboard answered 401"));
    peer.answersWith(200);
    peer.answersWith("{\"key\":");
    await("the broken answer", () -> undecided(key).startsWith("metrics-malformed"));
    // Half an answer: the day is told, and nothing about the metrics.
    peer.answersWith(401);
    await("the refusal", () -> undecided(key).startsWith("metrics-refused"));
    peer.answersWith(
        "{\"key\":\"%s\",\"watermark\":\"%s\",\"evaluatedThrough\":\"%s\"}"
            .formatted(key, day, day));
    peer.answersWith(200);
    await("half an answer", () -> undecided(key).startsWith("metrics-malformed"));
    get(key).body("state", equalTo("running")).body("lastDecision", nullValue());
    peer.answersWith((String) null);
    awaitEvaluated(key, day);
    decisions(key).body("items", hasSize(1)).body("items[0].action", equalTo("promote"));
  }

  @Test
  void decidesNothingBeforeMetricsDashboardHasTheDay() {
    String key = experiment(unique("behind")).started().key();
    Instant yesterday = day();
    Instant day = nextDay();
    await("the first reason", () -> undecided(key).contains("does not know"));
    peer.knows(key, counts(yesterday, 2, CONTROL, BETTER));
    await("the reason", () -> undecided(key).contains("results reach"));
    get(key).body("undecidedReason", allOf(containsString(yesterday.toString())));
    // The day is there, but of the experiment as it was before its start.
    peer.knows(key, counts(day, 1, CONTROL, SAME));
    await("the other reason", () -> undecided(key).contains("revision 1"));
    peer.knows(key, counts(day, 2, CONTROL, SAME));
    awaitEvaluated(key, day);
    post(key, "stop");
  }

  @Test
  void evaluatesTheLastOfSeveralDays() {
    String key = experiment(unique("gap")).started().key();
    nextDay();
    nextDay();
    Instant day = nextDay();
    // An evaluation of a day before, begun in time, must not find what is known of this one.
    await("the last day", () -> undecided(key).endsWith(day.toString()));
    peer.knows(key, counts(day, 2, CONTROL, SAME));
    awaitEvaluated(key, day);
    decisions(key).body("items", hasSize(1)).body("items[0].day", equalTo(day.toString()));
    post(key, "stop");
  }

  @Test
  void evaluatesNoPausedExperiment() {
    String key = experiment(unique("paused")).started().key();
    post(key, "pause").statusCode(200);
    Instant day = nextDay();
    peer.knows(key, counts(day, 3, CONTROL, BETTER));
    awaitEvaluated(key, day);
    decisions(key).body("items", hasSize(0));
    post(key, "stop");
  }

  @Test
  void evaluatesNoExperimentThatInterleaves() {
    String key =
        experiment(unique("mixed"))
            .with("policy", null)
            .with("interleaving", Map.of())
            .started()
            .key();
    Instant day = nextDay();
    peer.knows(key, counts(day, 3, CONTROL, BETTER));
    awaitEvaluated(key, day);
    decisions(key).body("items", hasSize(0));
    get(key).body("state", equalTo("running"));
    post(key, "stop");
  }

  @Test
  void decidesOnceHoweverManyLoopsRun() {
    String key = experiment(unique("race")).with("policy", eager("automatic")).started().key();
    Instant today = clock.now();
    Instant day = day().plus(Duration.ofDays(1));
    peer.knows(key, counts(day, 2, CONTROL, BETTER));
    // A slow peer, so that the loops really meet.
    peer.beforeAnswer(() -> pause(150));
    advance(day.plus(Duration.ofHours(1)));
    assertThat(clock.now()).isAfter(today);
    List<CompletableFuture<?>> loops = new ArrayList<>();
    for (int k = 0; k < 6; k++) {
      loops.add(tick(new EvaluateExperiments(evaluations, results, clock, settings, () -> {})));
    }
    CompletableFuture.allOf(loops.toArray(CompletableFuture[]::new))
        .orTimeout(30, TimeUnit.SECONDS)
        .join();
    awaitEvaluated(key, day);
    decisions(key).body("items", hasSize(1)).body("items[0].action", equalTo("promote"));
    only(events(DecisionMade.class, key));
    assertThat(events(ExperimentChanged.class, key))
        .extracting(ExperimentChanged::revision)
        .containsExactly(1, 2, 3);
  }

  @Test
  void repeatsADecisionThatWasKilledHalfWay() {
    String key = experiment(unique("killed")).with("policy", eager("automatic")).started().key();
    AtomicBoolean killed = new AtomicBoolean();
    Instant day = day().plus(Duration.ofDays(1));
    peer.knows(key, counts(day, 2, CONTROL, BETTER));
    peer.beforeAnswer(
        () -> {
          if (!killed.getAndSet(true)) {
            // The connection that holds the evaluation's lock dies while the peer is asked.
            executeAsOwner(
                """
                select pg_terminate_backend(pid) from pg_stat_activity
                where datname = current_database() and state = 'idle in transaction'
                """);
          }
        });
    advance(day.plus(Duration.ofHours(1)));
    awaitEvaluated(key, day);
    assertThat(killed).isTrue();
    decisions(key).body("items", hasSize(1));
    only(events(DecisionMade.class, key));
  }

  @Test
  void dropsAnEvaluationOfWhatWasChangedMeanwhile() {
    String key = experiment(unique("meanwhile")).with("policy", eager("automatic")).started().key();
    AtomicBoolean paused = new AtomicBoolean();
    Instant day = day().plus(Duration.ofDays(1));
    peer.knows(key, counts(day, 2, CONTROL, BETTER));
    peer.beforeAnswer(
        () -> {
          if (!paused.getAndSet(true)) {
            post(key, "pause").statusCode(200);
          }
        });
    advance(day.plus(Duration.ofHours(1)));
    awaitEvaluated(key, day);
    get(key).body("state", equalTo("paused")).body("lastDecision", nullValue());
    assertThat(events(DecisionMade.class, key)).isEmpty();
    post(key, "stop");
  }

  @Test
  void waitsForAPersonInModeApproval() {
    activate("popular@1", null);
    String key = experiment(unique("approval")).with("policy", eager("approval")).started().key();
    Instant day = nextDay();
    peer.knows(key, counts(day, 2, CONTROL, BETTER));
    awaitEvaluated(key, day);
    get(key)
        .body("state", equalTo("running"))
        .body("lastDecision.action", equalTo("promote"))
        .body("lastDecision.pending", equalTo(true))
        .body("lastDecision.applied", equalTo(false));
    assertThat(events(DecisionMade.class, key)).isEmpty();

    decide(key, Map.of("action", "promote", "reason", "the numbers are clear"))
        .statusCode(200)
        .body("state", equalTo("stopped"))
        .body("lastDecision.variant", equalTo("challenger"))
        .body("lastDecision.actor", equalTo("test-experiment"))
        .body("lastDecision.note", equalTo("the numbers are clear"))
        .body("lastDecision.reasons", equalTo(List.of("confirmed-by-a-person")));
    DecisionMade made = only(events(DecisionMade.class, key));
    assertThat(made.watermark()).isEqualTo(day.plusSeconds(1800));
    assertThat(made.evidence()).containsKeys("reason", "decisionId", "seen");
    decisions(key).body("items", hasSize(2)).body("items[1].state", equalTo("approved"));
  }

  @Test
  void letsAPersonOverruleAndUndo() {
    activate("popular@1", null);
    String key = experiment(unique("person")).started().key();
    decide(key, Map.of("action", "keep-running", "reason", "too early"))
        .statusCode(200)
        .body("state", equalTo("running"))
        .body("revision", equalTo(2));
    decide(key, Map.of("action", "promote", "variant", "nobody", "reason", "x"))
        .statusCode(400)
        .body("errors[0].field", equalTo("variant"))
        .body("errors[0].message", containsString("challenger"));
    decide(key, Map.of("action", "shrug"))
        .statusCode(400)
        .body("errors.field", equalTo(List.of("action", "reason")));
    decide(key, Map.of("action", "promote", "reason", "stale", "revision", 1))
        .statusCode(409)
        .body("detail", allOf(containsString("revision 1"), containsString("revision 2")));

    decide(key, Map.of("action", "promote", "reason", "we must ship"))
        .statusCode(200)
        .body("state", equalTo("stopped"))
        .body("revision", equalTo(3));
    DecisionMade promotion = only(events(DecisionMade.class, key));
    activate(promotion.model().toString(), promotion.eventId());

    decide(key, Map.of("action", "promote", "reason", "again")).statusCode(409);
    decide(key, Map.of("action", "keep-running", "reason", "no")).statusCode(409);
    decide(key, Map.of("action", "roll-back", "reason", "complaints"))
        .statusCode(200)
        .body("state", equalTo("stopped"))
        .body("revision", equalTo(3))
        .body("lastDecision.action", equalTo("roll-back"))
        .body("lastDecision.note", equalTo("complaints"));
    List<DecisionMade> made = events(DecisionMade.class, key);
    assertThat(made).hasSize(2);
    assertThat(made.getLast().action()).isEqualTo(DecisionMade.Action.ROLL_BACK);
    assertThat(made.getLast().model().toString()).isEqualTo("popular@1");
    assertThat(made.getLast().previousModel()).isEqualTo(promotion.model());
    // What is undone cannot be undone again.
    decide(key, Map.of("action", "roll-back", "reason", "again"))
        .statusCode(409)
        .body("detail", allOf(containsString("stopped"), containsString("archive")));
    activate("popular@1", made.getLast().eventId());
  }

  @Test
  void letsAPersonRollBackARunningExperiment() {
    String key = experiment(unique("hand")).started().key();
    decide(key, Map.of("action", "roll-back", "reason", "broken")).statusCode(200);
    DecisionMade made = only(events(DecisionMade.class, key));
    assertThat(made.model().toString()).isEqualTo("popular@1");
    get(key).body("state", equalTo("stopped"));
    String draft = experiment(unique("hand")).created().key();
    decide(draft, Map.of("action", "promote", "reason", "why not"))
        .statusCode(409)
        .body("detail", allOf(containsString("draft"), containsString("start")));
  }

  private static Map<String, Object> eager(String mode) {
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

  /** One look of one more replica, on a context of its own. */
  private CompletableFuture<?> tick(EvaluateExperiments loop) {
    CompletableFuture<Object> done = new CompletableFuture<>();
    Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
    VertxContextSafetyToggle.setContextSafe(context, true);
    context.runOnContext(
        ignored -> loop.tick().subscribe().with(done::complete, done::completeExceptionally));
    return done;
  }

  private Instant day() {
    return clock.now().minus(settings.lateness()).truncatedTo(java.time.temporal.ChronoUnit.DAYS);
  }

  private static Counts counts(Instant day, int revision, Arm... arms) {
    return new Counts(day, revision, List.of(arms), List.of());
  }

  private static void awaitEvaluated(String key, Instant day) {
    await(
        "the evaluation of " + key + " through " + day,
        () ->
            !Instant.parse(get(key).extract().jsonPath().getString("evaluatedThrough"))
                .isBefore(day));
  }

  private static String undecided(String key) {
    String reason = get(key).extract().jsonPath().getString("undecidedReason");
    return reason == null ? "" : reason;
  }

  private static ValidatableResponse decisions(String key) {
    return experimenter().get("/v1/experiments/" + key + "/decisions").then().statusCode(200);
  }

  private static ValidatableResponse decide(String key, Map<String, Object> choice) {
    return experimenter()
        .body(new HashMap<>(choice))
        .post("/v1/experiments/" + key + "/decide")
        .then();
  }

  private static DecisionMade only(List<DecisionMade> made) {
    assertThat(made).hasSize(1);
    return made.getFirst();
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
