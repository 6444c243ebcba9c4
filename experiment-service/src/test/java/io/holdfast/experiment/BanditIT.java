package io.holdfast.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.holdfast.contracts.event.ExperimentChanged;
import io.holdfast.contracts.event.ExperimentVariant;
import io.holdfast.experiment.bandit.MoveWeights;
import io.holdfast.experiment.domain.Bandits;
import io.holdfast.experiment.domain.Rewards;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.restassured.response.ValidatableResponse;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bandits of the running service, with metrics-dashboard played by a peer over HTTP. */
@QuarkusTest
class BanditIT extends ServiceIT {
  @Inject Bandits bandits;
  @Inject Rewards rewards;
  @Inject Vertx vertx;

  @BeforeEach
  void beginTime() {
    begin();
    peer.answersWith(200);
    peer.beforeAnswer(() -> {});
  }

  @Test
  void movesTheWeightsTwiceAndKeepsWhatItRead() {
    String key = bandit("moves", Map.of("reward", "retention-day-1", "everyHours", 24)).key();
    Instant day = nextDay();
    peer.allocates(key, allocation(day, 2, 0.3, 0.7));
    awaitRevision(key, 3);
    assertThat(weights(key)).containsExactlyInAnyOrderEntriesOf(arms(0.3, 0.7));
    Instant next = nextDay();
    peer.allocates(key, allocation(next, 3, 0.1, 0.9));
    awaitRevision(key, 4);

    moves(key)
        .body("items", hasSize(2))
        .body("items.revision", contains(4, 3))
        .body("items[0].before.control", equalTo(0.3f))
        .body("items[0].weights.challenger", equalTo(0.9f))
        .body("items[0].applied", equalTo(true))
        .body("items[0].evidence.evaluatedThrough", equalTo(next.toString()));
    assertThat(events(ExperimentChanged.class, key).getLast().variants())
        .extracting(ExperimentVariant::weight)
        .containsExactly(0.1, 0.9);
    assertThat(peer.asked())
        .anyMatch(asked -> asked.contains(key + "/allocation?reward=retention-day-1&floor=0.1"));
    assertThat(
            count(
                "select count(*) from experiment.audit where actor = ? and experiment_key = '"
                    + key
                    + "'",
                MoveWeights.ACTOR))
        .isEqualTo(2);
    post(key, "stop");
  }

  @Test
  void holdsTheWeightsAndSaysWhy() {
    String key = bandit("holds", Map.of("reward", "session-seconds", "burnInUsers", 150)).key();
    Instant day = nextDay();
    awaitHeld(key, "metrics-behind: metrics-dashboard does not know");
    peer.allocates(key, allocation(day, 1, 0.4, 0.6));
    awaitHeld(key, "metrics-behind: rewards are of revision 1");
    peer.allocates(key, allocation(day, 2, 0.4, 0.6));
    awaitHeld(key, "burn-in: the reward of 100 users of control has matured, 150 are needed");
    Map<String, Object> marked = allocation(day, 2, 0.4, 0.6);
    marked.put("untrustworthy", List.of("sample-ratio-mismatch"));
    peer.allocates(key, marked);
    awaitHeld(key, "untrustworthy: sample-ratio-mismatch");
    peer.answersWith(500);
    awaitHeld(key, "metrics-unavailable");
    get(key).body("revision", equalTo(2));
    assertThat(weights(key)).containsExactlyInAnyOrderEntriesOf(arms(0.5, 0.5));
    moves(key).body("items", hasSize(0));
    peer.answersWith(200);
    post(key, "stop");
  }

  @Test
  void doesNotMoveBeforeItIsDueOrWithoutNewRewards() {
    String key = bandit("due", Map.of("reward", "retention-day-1", "everyHours", 48)).key();
    Instant day = nextDay();
    peer.allocates(key, allocation(day, 2, 0.2, 0.8));
    // Not due for another day: the peer is not asked.
    state(key).body("weights.control", equalTo(0.5f));
    Instant later = nextDay();
    nextDay();
    awaitRevision(key, 3);
    nextDay();
    nextDay();
    nextDay();
    peer.allocates(key, allocation(day, 3, 0.1, 0.9));
    awaitHeld(key, "no-new-rewards");
    assertThat(later).isAfter(day);
    post(key, "stop");
  }

  @Test
  void keepsAMoveTooSmallToBotherAnyone() {
    String key = bandit("small", Map.of("reward", "retention-day-1")).key();
    Instant day = nextDay();
    peer.allocates(key, allocation(day, 2, 0.495, 0.505));
    await("the look", () -> moves(key).extract().jsonPath().getList("items").size() == 1);
    moves(key).body("items[0].applied", equalTo(false)).body("items[0].revision", equalTo(2));
    get(key).body("revision", equalTo(2));
    state(key).body("heldReason", nullValue());
    post(key, "stop");
  }

  @Test
  void movesOnceHoweverManyLoopsRun() {
    String key = bandit("race", Map.of("reward", "retention-day-1")).key();
    Instant day = clock.now().truncatedTo(java.time.temporal.ChronoUnit.DAYS);
    peer.allocates(key, allocation(day, 2, 0.3, 0.7));
    // A slow peer, so that the loops really meet.
    peer.beforeAnswer(() -> pause(150));
    nextDay();
    List<CompletableFuture<?>> loops = new ArrayList<>();
    for (int k = 0; k < 6; k++) {
      loops.add(tick(new MoveWeights(bandits, rewards, clock, () -> {})));
    }
    CompletableFuture.allOf(loops.toArray(CompletableFuture[]::new))
        .orTimeout(30, TimeUnit.SECONDS)
        .join();
    awaitRevision(key, 3);
    moves(key).body("items", hasSize(1));
    assertThat(events(ExperimentChanged.class, key))
        .extracting(ExperimentChanged::revision)
        .containsExactly(1, 2, 3);
    post(key, "stop");
  }

  @Test
  void refusesWhatCannotBeMoved() {
    experiment(unique("bad"))
        .with("coverage", 0.5)
        .with(
            "bandit",
            Map.of("reward", "return-days-14", "everyHours", 0, "floor", 0.5, "burnInUsers", 1))
        .create()
        .statusCode(400)
        .body(
            "errors.field",
            containsInAnyOrder(
                "bandit.reward",
                "bandit.everyHours",
                "bandit.floor",
                "bandit.burnInUsers",
                "coverage"));
    experiment(unique("bad"))
        .with("bandit", Map.of("reward", "retention-day-2"))
        .create()
        .statusCode(400)
        .body("errors.field", contains("bandit.reward"));
    String without = experiment(unique("without")).created().key();
    experimenter().get("/v1/experiments/" + without + "/bandit").then().statusCode(404);
  }

  private static Experiment bandit(String name, Map<String, Object> bandit) {
    return experiment(unique(name)).with("bandit", bandit).started();
  }

  private static Map<String, Object> allocation(
      Instant day, int revision, double control, double challenger) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("revision", revision);
    body.put("evaluatedThrough", day.toString());
    body.put("untrustworthy", List.of());
    body.put("status", "estimate");
    body.put(
        "arms",
        List.of(
            Map.of("name", "control", "users", 100, "weight", control),
            Map.of("name", "challenger", "users", 100, "weight", challenger)));
    return body;
  }

  private static Map<String, Double> arms(double control, double challenger) {
    return Map.of("control", control, "challenger", challenger);
  }

  private static Map<String, Double> weights(String key) {
    Map<String, Float> sent = state(key).extract().jsonPath().getMap("weights");
    Map<String, Double> weights = new LinkedHashMap<>();
    sent.forEach((name, weight) -> weights.put(name, Double.valueOf(weight.toString())));
    return weights;
  }

  private static void awaitRevision(String key, int revision) {
    await(
        "revision " + revision + " of " + key,
        () -> get(key).extract().jsonPath().getInt("revision") == revision);
  }

  private static void awaitHeld(String key, String reason) {
    await(
        reason,
        () -> {
          String held = state(key).extract().jsonPath().getString("heldReason");
          return held != null && held.startsWith(reason);
        });
  }

  private static ValidatableResponse state(String key) {
    return experimenter().get("/v1/experiments/" + key + "/bandit").then().statusCode(200);
  }

  private static ValidatableResponse moves(String key) {
    return experimenter().get("/v1/experiments/" + key + "/bandit/moves").then().statusCode(200);
  }

  /** One look of one more replica, on a context of its own. */
  private CompletableFuture<?> tick(MoveWeights loop) {
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
