package io.holdfast.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.holdfast.contracts.event.ExperimentChanged;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PlanIT extends ServiceIT {
  private static final Map<String, Object> PLAN =
      Map.of("minimumEffect", 0.02, "usersPerDay", 500, "longestDays", 60);

  @BeforeEach
  void beginTime() {
    begin();
    healPeer();
  }

  @AfterEach
  void healPeer() {
    peer.answersWith(200);
    peer.beforeAnswer(() -> {});
    peer.plans(24_920, 58, true);
  }

  private static Experiment planned(String key, Map<String, Object> plan) {
    return experiment(key).with("plannedUsers", null).with("plan", plan);
  }

  @Test
  void thePlanSetsTheUsers() {
    String key = unique("planned");
    planned(key, PLAN)
        .create()
        .statusCode(201)
        .body("plannedUsers", equalTo(24_920))
        .body("plan.minimumEffect", equalTo(0.02f))
        .body("plan.power", equalTo(0.8f))
        .body("plan.longestDays", equalTo(60))
        .body("plan.computedAt", equalTo(clock.now().toString()))
        .body("plan.answer.users", equalTo(24_920))
        .body("plan.answer.arms", contains(12_460, 12_460))
        .body("plan.answer.days", equalTo(58))
        .body("plan.answer.reachable", equalTo(true))
        .body("plan.answer.baseline.source", equalTo("product"))
        .body("plan.unknownReason", nullValue())
        .body("warnings", empty());
    get(key).body("plannedUsers", equalTo(24_920)).body("plan.answer.days", equalTo(58));
    assertThat(events(ExperimentChanged.class, key).getFirst().plannedUsers()).isEqualTo(24_920);
    assertThat(asked())
        .contains("metric=retention-day-7", "effect=0.02", "weights=0.5%2C0.5", "coverage=1.0")
        .contains("alpha=0.05", "power=0.8", "usersPerDay=500.0", "longestDays=60")
        .endsWith(" " + MetricsPeerResource.KEY)
        .doesNotContain("baseline=", "variance=");
    post(key, "start").statusCode(200).body("plannedUsers", equalTo(24_920));
  }

  private String asked() {
    return peer.asked().stream()
        .filter(each -> each.startsWith("/v1/power"))
        .reduce("", (_, later) -> later);
  }

  @Test
  void warnsOfWhatCannotBeReachedAndOfTooFewUsers() {
    String key = unique("warned");
    peer.plans(24_920, 258, false);
    planned(key, PLAN)
        .with("plannedUsers", 2000)
        .create()
        .statusCode(201)
        .body("plannedUsers", equalTo(2000))
        .body(
            "warnings",
            contains(
                "not-reachable: 24920 users take 258 days at this traffic, longestDays is 60",
                "planned-users-too-few: plannedUsers is 2000, the plan needs 24920"));
    get(key).body("warnings.size()", equalTo(2));
  }

  @Test
  void aDraftIsKeptWhenNobodyAnswers() {
    String key = unique("unanswered");
    peer.answersWith(503);
    Experiment draft = planned(key, PLAN).with("plannedUsers", 3000);
    draft
        .create()
        .statusCode(201)
        .body("plannedUsers", equalTo(3000))
        .body("plan.answer", nullValue())
        .body("plan.computedAt", notNullValue())
        .body("plan.unknownReason", startsWith("metrics-unavailable"))
        .body("warnings[0]", startsWith("plan-unknown: metrics-unavailable"));
    planned(unique("unanswered"), PLAN)
        .create()
        .statusCode(400)
        .body("errors[0].field", equalTo("plannedUsers"))
        .body("errors[0].message", containsString("the plan could not be computed"));

    // The circuit may be open for two seconds after so many failures.
    peer.answersWith(200);
    await(
        "an answer",
        () ->
            experimenter().get("/v1/experiments/" + key + "/plan").path("plan.answer.users")
                != null);
    get(key).body("plan.answer", nullValue()).body("revision", equalTo(1));
    experimenter()
        .body(draft.with("plannedUsers", null).body)
        .put("/v1/experiments/" + key)
        .then()
        .statusCode(200)
        .body("plannedUsers", equalTo(24_920))
        .body("plan.unknownReason", nullValue());
  }

  @Test
  void saysWhatTheDashboardMisses() {
    peer.plansNothing("baseline is required: the product's own figures do not tell a share");
    planned(unique("refused"), PLAN)
        .create()
        .statusCode(400)
        .body("errors[0].field", equalTo("plannedUsers"))
        .body("errors[0].message", containsString("metrics-refused: baseline is required"));
    planned(unique("refused"), PLAN)
        .with("plannedUsers", 3000)
        .create()
        .statusCode(201)
        .body("plan.unknownReason", startsWith("metrics-refused: baseline is required"));
  }

  @Test
  void recomputesWithoutAChange() {
    String key = unique("recomputed");
    planned(key, PLAN).created();
    peer.plans(40_000, 90, false);
    experimenter()
        .get("/v1/experiments/" + key + "/plan")
        .then()
        .statusCode(200)
        .body("key", equalTo(key))
        .body("revision", equalTo(1))
        .body("plannedUsers", equalTo(24_920))
        .body("plan.answer.users", equalTo(40_000))
        .body("warnings.size()", equalTo(2));
    get(key).body("plan.answer.users", equalTo(24_920)).body("warnings", empty());
    String without = experiment(unique("unplanned")).created().key();
    get(without).body("plan", nullValue()).body("warnings", nullValue());
    experimenter()
        .get("/v1/experiments/" + without + "/plan")
        .then()
        .statusCode(404)
        .body("detail", containsString("has no plan"));
    experimenter().get("/v1/experiments/no-such/plan").then().statusCode(404);
  }

  @Test
  void saysEverythingThatIsWrongWithAPlan() {
    experiment(unique("wrong"))
        .with("plannedUsers", null)
        .create()
        .statusCode(400)
        .body("errors[0].field", equalTo("plannedUsers"))
        .body("errors[0].message", containsString("plan.minimumEffect"));
    planned(
            unique("wrong"),
            Map.of(
                "minimumEffect",
                0,
                "baseline",
                1.5,
                "variance",
                2,
                "power",
                0.01,
                "usersPerDay",
                0,
                "longestDays",
                0))
        .create()
        .statusCode(400)
        .body(
            "errors.field",
            containsInAnyOrder(
                "plan.minimumEffect",
                "plan.baseline",
                "plan.variance",
                "plan.power",
                "plan.usersPerDay",
                "plan.longestDays"));
    planned(unique("wrong"), Map.of("minimumEffect", 0.3, "baseline", 0.8))
        .create()
        .statusCode(400)
        .body("errors.field", contains("plan.minimumEffect"));
    Map<String, Object> policy =
        Map.of("successMetric", "session-seconds", "minimumUsers", 100, "minimumDays", 3);
    planned(unique("wrong"), PLAN)
        .with("policy", policy)
        .create()
        .statusCode(400)
        .body("errors.field", contains("plan.variance"));
  }
}
