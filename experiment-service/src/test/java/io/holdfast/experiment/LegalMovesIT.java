package io.holdfast.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be done in which state, and whose change wins. */
@QuarkusTest
class LegalMovesIT extends ServiceIT {
  private static final List<String> ACTIONS =
      List.of("start", "pause", "stop", "archive", "change", "decide");
  private static final Map<String, List<String>> WAY_TO =
      Map.of(
          "draft", List.of(),
          "running", List.of("start"),
          "paused", List.of("start", "pause"),
          "stopped", List.of("start", "stop"),
          "archived", List.of("start", "stop", "archive"));
  private static final Map<String, String> STATE_AFTER =
      Map.of(
          "start", "running",
          "pause", "paused",
          "stop", "stopped",
          "archive", "archived",
          "change", "draft",
          "decide", "stopped");

  @BeforeEach
  void beginTime() {
    begin();
  }

  @ParameterizedTest
  @CsvSource({
    "draft,    start archive change",
    "running,  pause stop decide",
    "paused,   start stop decide",
    "stopped,  archive",
    "archived, ''"
  })
  void everyActionInEveryState(String state, String allowed) {
    Set<String> legal = Set.of(allowed.split(" "));
    for (String action : ACTIONS) {
      Experiment experiment = experiment(unique("moves")).created();
      WAY_TO.get(state).forEach(step -> post(experiment.key(), step).statusCode(200));
      int revision = get(experiment.key()).extract().path("revision");

      Response answer = act(experiment, action, null);

      String what = action + " when " + state;
      if (legal.contains(action)) {
        assertThat(answer.statusCode()).as(what).isEqualTo(200);
        get(experiment.key())
            .body("state", equalTo(STATE_AFTER.get(action)))
            .body("revision", equalTo(revision + 1));
      } else {
        assertThat(answer.statusCode()).as(what).isEqualTo(409);
        assertThat(answer.<String>path("type")).isEqualTo("urn:holdfast:problem:conflict");
        get(experiment.key()).body("state", equalTo(state)).body("revision", equalTo(revision));
      }
    }
  }

  @Test
  void nothingIsDeleted() {
    String key = experiment(unique("kept")).created().key();
    experimenter().delete("/v1/experiments/" + key).then().statusCode(405);
    post(key, "archive").statusCode(200).body("state", equalTo("archived"));
  }

  @ParameterizedTest
  @CsvSource({"change", "archive"})
  void ofTwoWhoSawTheSameRevisionExactlyOneWins(String action) throws Exception {
    try (ExecutorService two = Executors.newFixedThreadPool(2)) {
      for (int round = 0; round < 10; round++) {
        Experiment experiment = experiment(unique("race")).created();
        CyclicBarrier together = new CyclicBarrier(2);
        Callable<Response> one =
            () -> {
              together.await();
              return act(experiment, action, "\"1\"");
            };
        List<Response> answers = new ArrayList<>();
        for (Future<Response> answer : two.invokeAll(List.of(one, one))) {
          answers.add(answer.get());
        }
        assertThat(answers).extracting(Response::statusCode).containsExactlyInAnyOrder(200, 409);
        Response loser = answers.stream().filter(each -> each.statusCode() == 409).findAny().get();
        assertThat(loser.<String>path("detail")).contains("revision 1", "revision 2");
        get(experiment.key()).body("revision", equalTo(2)).header("ETag", "\"2\"");
      }
    }
  }

  @Test
  void takesTheEntityTagOrTheRevisionInTheBody() {
    Experiment draft = experiment(unique("tag")).created();
    String tag = get(draft.key()).extract().header("ETag");
    assertThat(act(draft, "change", tag).statusCode()).isEqualTo(200);
    act(draft, "change", tag)
        .then()
        .statusCode(409)
        .contentType("application/problem+json")
        .body("detail", containsString("is for revision 1"))
        .body("detail", containsString("is at revision 2"));
    draft.with("revision", 1);
    assertThat(act(draft, "change", null).statusCode()).isEqualTo(409);
    draft.with("revision", 2);
    assertThat(act(draft, "change", null).statusCode()).isEqualTo(200);
    assertThat(act(draft, "archive", "W/\"x\"").statusCode()).isEqualTo(400);
  }

  private static Response act(Experiment experiment, String action, String ifMatch) {
    var request = experimenter();
    if (ifMatch != null) {
      request.header("If-Match", ifMatch);
    }
    String path = "/v1/experiments/" + experiment.key();
    return switch (action) {
      case "change" -> request.body(new HashMap<>(experiment.body)).put(path);
      case "decide" ->
          request
              .body(Map.of("action", "roll-back", "reason", "It is enough."))
              .post(path + "/decide");
      default -> request.post(path + "/" + action);
    };
  }
}
