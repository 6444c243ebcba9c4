package io.holdfast.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.cli.stack.RunningProduct;
import io.holdfast.cli.world.World;
import io.holdfast.contracts.event.ModelReference;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * The demo's experiment: does the challenger bring more people back on day 7, without shorter
 * sessions?
 *
 * <p>It is decided no earlier than when the last newcomer's day 7 is over. A promotion ends the
 * experiment and gives everybody the winner; after that, nobody's outcome is open any more, and
 * what is shown at the end are the numbers that it was decided by.
 */
final class Experiment {
  static final String KEY = "demo";
  static final String SCENARIO = "home";
  static final String CONTROL = "control";
  static final String CHALLENGER = "challenger";
  static final String RETENTION = "retention-day-7";
  static final String SESSION_SECONDS = "session-seconds";

  private static final double ALPHA = 0.05;
  private static final double SESSION_MARGIN_SECONDS = 60;
  private static final int DAY_7_ENDS = 8;

  private final RunningProduct product;

  Experiment(RunningProduct product) {
    this.product = product;
  }

  /** Makes and starts it. */
  void start(ModelReference control, ModelReference challenger, int users)
      throws IOException, InterruptedException {
    product
        .experiments()
        .post(
            "/v1/experiments",
            Map.of(
                "key",
                KEY,
                "name",
                "Does %s bring more people back?".formatted(challenger.name()),
                "scenario",
                SCENARIO,
                "coverage",
                1.0,
                "control",
                CONTROL,
                "variants",
                List.of(variant(CONTROL, control), variant(CHALLENGER, challenger)),
                "policy",
                Map.of(
                    "successMetric",
                    RETENTION,
                    "guardrails",
                    List.of(Map.of("metric", SESSION_SECONDS, "margin", SESSION_MARGIN_SECONDS)),
                    "alpha",
                    ALPHA,
                    "minimumUsers",
                    Math.max(2, users / 2),
                    "minimumDays",
                    World.joinDays() + DAY_7_ENDS,
                    "mode",
                    "automatic"),
                "plannedUsers",
                users));
    product.await(
        "the experiment to start",
        () -> {
          product.experiments().post("/v1/experiments/" + KEY + "/start", null);
          return true;
        });
  }

  private static Map<String, Object> variant(String name, ModelReference model) {
    return Map.of("name", name, "weight", 0.5, "model", model.toString());
  }

  /** What was decided last, with its evidence; null if nothing was decided yet. */
  JsonNode decision() throws IOException, InterruptedException {
    JsonNode decisions = product.experiments().get("/v1/experiments/" + KEY + "/decisions?limit=1");
    JsonNode last = decisions.path("items").path(0);
    return last.isMissingNode() ? null : last;
  }
}
