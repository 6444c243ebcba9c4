package io.holdfast.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.holdfast.contracts.event.ExperimentChanged;
import io.holdfast.experiment.MetricsPeer.Arm;
import io.holdfast.experiment.MetricsPeer.Counts;
import io.holdfast.experiment.domain.Ramps;
import io.holdfast.experiment.domain.Results;
import io.holdfast.experiment.ramp.AdvanceRamps;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.restassured.response.ValidatableResponse;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ramps of the running service, with metrics-dashboard played by a peer over HTTP. */
@QuarkusTest
class RampIT extends ServiceIT {
  private static final Map<String, Object> POLICY =
      Map.of(
          "successMetric",
          "session-seconds",
          "guardrails",
          List.of(Map.of("metric", "retention-day-7", "margin", 0.02)),
          "minimumUsers",
          100,
          "minimumDays",
          3,
          "mode",
          "approval");

  @Inject Ramps ramps;
  @Inject Results results;
  @Inject Vertx vertx;

  @BeforeEach
  void beginTime() {
    begin();
    nextDay(); // From there on to the next one it is 24 hours, wherever others left the clock.
    peer.answersWith(200);
    peer.beforeAnswer(() -> {});
  }

  @Test
  void advancesByTheClock() {
    String key = ramp("advances", step(0.1, 24), step(0.3, 48), step(1, null));
    get(key).body("coverage", equalTo(0.1f)).body("ramp.steps.hours", contains(24, 48, null));
    awaitStep(key, 1);
    peer.knows(key, healthy(nextDay(), 2));
    awaitStep(key, 2);
    Instant since = clock.now();
    standing(key)
        .body("coverage", equalTo(0.3f))
        .body("since", equalTo(since.toString()))
        .body("nextAt", equalTo(since.plus(Duration.ofHours(48)).toString()))
        .body("heldReason", nullValue());
    peer.knows(key, healthy(nextDay(), 3));
    peer.knows(key, healthy(nextDay(), 3));
    awaitStep(key, 3);
    standing(key).body("coverage", equalTo(1f)).body("nextAt", nullValue());
    get(key).body("revision", equalTo(4)).body("stickySince", nullValue());
    assertThat(events(ExperimentChanged.class, key))
        .extracting(ExperimentChanged::coverage)
        .containsExactly(0.1, 0.1, 0.3, 1.0);
    assertThat(audited(key, AdvanceRamps.ACTOR)).isEqualTo(2);
    post(key, "stop");
  }

  @Test
  void holdsOnASampleRatioMismatchBeforeTheStepIsOverAndStaysSo() {
    String key = ramp("ratio", step(0.1, 240), step(1, null));
    Instant day = nextDay();
    peer.knows(key, new Counts(day, 2, alike(), List.of("sample-ratio-mismatch")));
    awaitHeld(key, "sample-ratio-mismatch");
    standing(key).body("alarm", equalTo(true)).body("step", equalTo(1));
    peer.knows(key, healthy(day, 2));
    advance(clock.now().plus(Duration.ofHours(240)));
    tickHere();
    standing(key).body("heldReason", startsWith("sample-ratio-mismatch"));
    get(key).body("revision", equalTo(2));
    assertThat(audited(key, AdvanceRamps.ACTOR)).isEqualTo(1);
    post(key, "stop");
  }

  @Test
  void holdsOnAGuardrailUntilAPersonResumes() {
    String key = ramp("guardrail", step(0.1, 24), step(1, null));
    resume(key, Map.of("reason", "why not")).statusCode(409);
    List<Arm> harmed = List.of(new Arm("control", 2000, 1000), new Arm("challenger", 2000, 400));
    peer.knows(key, new Counts(nextDay(), 2, harmed, List.of()));
    awaitHeld(key, "guardrail retention-day-7: the difference of challenger");
    resume(key, Map.of()).statusCode(400).body("errors.field", contains("reason"));
    resume(key, Map.of("reason", "an outage", "revision", 1)).statusCode(409);
    resume(key, Map.of("reason", "an outage"))
        .statusCode(200)
        .body("heldReason", nullValue())
        .body("since", equalTo(clock.now().toString()))
        .body("resumed.reason", equalTo("an outage"));
    assertThat(
            count(
                "select count(*) from experiment.audit where action = 'resume-ramp'"
                    + " and experiment_key = ?",
                key))
        .isEqualTo(1);
    tickHere();
    standing(key).body("heldReason", nullValue()).body("step", equalTo(1));
    peer.knows(key, healthy(nextDay(), 2));
    awaitStep(key, 2);
    post(key, "stop");
  }

  @Test
  void isHeldBySilenceUntilMetricsAnswer() {
    String key = ramp("silence", step(0.1, 24), step(1, null));
    Instant before = clock.now().truncatedTo(ChronoUnit.DAYS);
    Instant day = nextDay();
    awaitHeld(key, "metrics-behind: metrics-dashboard does not know");
    peer.knows(key, healthy(day, 1));
    awaitHeld(key, "metrics-behind: results are of revision 1");
    peer.knows(key, healthy(before, 2));
    awaitHeld(key, "metrics-behind: no day since the step began");
    peer.knows(key, new Counts(day, 2, alike(), List.of("users-in-two-variants")));
    awaitHeld(key, "untrustworthy: users-in-two-variants");
    peer.answersWith(500);
    awaitHeld(key, "metrics-unavailable");
    standing(key).body("alarm", equalTo(false));
    resume(key, Map.of("reason", "nobody asked")).statusCode(409);
    get(key).body("coverage", equalTo(0.1f));
    peer.knows(key, healthy(day, 2));
    peer.answersWith(200);
    awaitStep(key, 2);
    post(key, "stop");
  }

  @Test
  void aPauseBeginsTheStepAnew() {
    String key = ramp("pause", step(0.1, 24), step(1, null));
    awaitStep(key, 1);
    post(key, "pause").statusCode(200);
    Instant day = nextDay();
    peer.knows(key, healthy(day, 4));
    Instant now = clock.now();
    await("the step", () -> standing(key).extract().path("since").equals(now.toString()));
    post(key, "start").statusCode(200);
    tickHere();
    standing(key).body("step", equalTo(1));
    peer.knows(key, healthy(nextDay(), 4));
    awaitStep(key, 2);
    post(key, "stop");
  }

  @Test
  void aCoverageSetByHandEndsTheRamp() {
    String key = ramp("hand", step(0.1, 24), step(1, null));
    experimenter()
        .body(Map.of("coverage", 0.4, "reason", "enough for now"))
        .post("/v1/experiments/" + key + "/allocation")
        .then()
        .statusCode(200)
        .body("ramp", nullValue());
    peer.knows(key, healthy(nextDay(), 3));
    tickHere();
    get(key).body("coverage", equalTo(0.4f)).body("revision", equalTo(3));
    experimenter().get("/v1/experiments/" + key + "/ramp").then().statusCode(404);
    resume(key, Map.of("reason", "too late")).statusCode(404);
    post(key, "stop");
  }

  @Test
  void advancesOnceHoweverManyLoopsRun() {
    String key = ramp("race", step(0.1, 24), step(0.5, 24), step(1, null));
    Instant next = clock.now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1));
    peer.knows(key, healthy(next, 2));
    // A slow peer, so that the loops really meet.
    peer.beforeAnswer(() -> pause(150));
    nextDay();
    List<CompletableFuture<?>> loops = new ArrayList<>();
    for (int k = 0; k < 6; k++) {
      loops.add(tick());
    }
    CompletableFuture.allOf(loops.toArray(CompletableFuture[]::new))
        .orTimeout(30, TimeUnit.SECONDS)
        .join();
    awaitStep(key, 2);
    assertThat(events(ExperimentChanged.class, key))
        .extracting(ExperimentChanged::revision)
        .containsExactly(1, 2, 3);
    post(key, "stop");
  }

  @Test
  void refusesWhatIsNoRamp() {
    experiment(unique("bad"))
        .with("ramp", Map.of("steps", List.of(step(0.5, 0), step(0.4, null), step(1.1, 5))))
        .with("bandit", Map.of("reward", "retention-day-7"))
        .create()
        .statusCode(400)
        .body(
            "errors.field",
            containsInAnyOrder(
                "coverage",
                "ramp",
                "ramp.steps[0].hours",
                "ramp.steps[1].coverage",
                "ramp.steps[1].hours",
                "ramp.steps[2].coverage",
                "ramp.steps[2].hours"));
    experiment(unique("bad"))
        .with("coverage", null)
        .with("ramp", Map.of())
        .create()
        .statusCode(400)
        .body("errors.field", contains("ramp.steps"));
    String without = experiment(unique("without")).created().key();
    experimenter().get("/v1/experiments/" + without + "/ramp").then().statusCode(404);
  }

  @SafeVarargs
  private static String ramp(String name, Map<String, Object>... steps) {
    return experiment(unique("ramp-" + name))
        .with("coverage", null)
        .with("policy", POLICY)
        .with("ramp", Map.of("steps", List.of(steps)))
        .started()
        .key();
  }

  private static Map<String, Object> step(double coverage, Integer hours) {
    return hours == null
        ? Map.of("coverage", coverage)
        : Map.of("coverage", coverage, "hours", hours);
  }

  private static Counts healthy(Instant day, int revision) {
    return new Counts(day, revision, alike(), List.of());
  }

  private static List<Arm> alike() {
    return List.of(new Arm("control", 1000, 500), new Arm("challenger", 1000, 500));
  }

  private static long audited(String key, String actor) {
    return count(
        "select count(*) from experiment.audit where experiment_key = ? and actor = ?", key, actor);
  }

  private static void awaitStep(String key, int step) {
    await(
        "step " + step + " of " + key,
        () -> Integer.valueOf(step).equals(standing(key).extract().path("step")));
  }

  private static void awaitHeld(String key, String reason) {
    await(
        reason,
        () -> {
          String held = standing(key).extract().path("heldReason");
          return held != null && held.startsWith(reason);
        });
  }

  private static ValidatableResponse standing(String key) {
    return experimenter().get("/v1/experiments/" + key + "/ramp").then().statusCode(200);
  }

  private static ValidatableResponse resume(String key, Map<String, Object> body) {
    return experimenter().body(body).post("/v1/experiments/" + key + "/ramp/resume").then();
  }

  private void tickHere() {
    tick().orTimeout(30, TimeUnit.SECONDS).join();
  }

  /** One look of one more replica, on a context of its own. */
  private CompletableFuture<?> tick() {
    AdvanceRamps loop = new AdvanceRamps(ramps, results, clock, Duration.ofMinutes(30), () -> {});
    CompletableFuture<Object> done = new CompletableFuture<>();
    Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
    VertxContextSafetyToggle.setContextSafe(context, true);
    context.runOnContext(
        ignored -> loop.tick().subscribe().with(done::complete, done::completeExceptionally));
    return done;
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
