package io.holdfast.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.cli.stack.Stack;
import io.holdfast.cli.stack.TestStacks;
import io.holdfast.cli.world.World;
import io.holdfast.contracts.json.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small demo on real processes, from the warm-up to the decision. */
class DemoIT {
  private static final int USERS = 300;
  private static final int DAYS = 20;

  @TempDir Path folder;

  @Test
  void livesTheWholeLoop() throws Exception {
    DemoReport report = demo(1);
    JsonNode document = Json.mapper().valueToTree(report.document());

    assertThat(names(document)).contains("events", "models", "experiment", "truth", "decision");
    assertThat(document.path("events").path("accepted").asLong())
        .isPositive()
        .isEqualTo(document.path("events").path("stored").asLong());
    JsonNode experiment = document.path("experiment");
    assertThat(experiment.path("srm").path("healthy").asBoolean()).isTrue();
    assertThat(experiment.path("variants")).hasSize(2);
    long users = 0;
    for (JsonNode variant : experiment.path("variants")) {
      users += variant.path("users").asLong();
      assertThat(variant.path("retention").path("day7").path("interval")).hasSize(2);
    }
    assertThat(users).isEqualTo(USERS);
    JsonNode lift = experiment.path("lift").path("day7");
    double truth = document.path("truth").path("day7").path("difference").asDouble();
    assertThat(truth).isPositive();
    assertThat(lift.path("interval").path(0).asDouble()).isLessThan(truth);
    assertThat(lift.path("interval").path(1).asDouble()).isGreaterThan(truth);
    assertThat(document.path("decision").path("action").asText()).isIn("promote", "keep-running");
    if (report.action().equals("promote")) {
      assertThat(report.activeModel()).startsWith("als@");
    }
  }

  @Test
  void sameArtifactUnderTwoNamesIsNotPromoted() throws Exception {
    DemoReport report = demo(0);
    assertThat(report.action()).isEqualTo("keep-running");
    assertThat(report.acceptedEvents()).isEqualTo(report.storedEvents());
    assertThat(report.truth()).isZero();
    assertThat(report.models()).extracting(DemoReport.Model::name).doesNotHaveDuplicates();
    assertThat(report.models())
        .extracting(DemoReport.Model::version)
        .containsOnly(report.models().getFirst().version());
  }

  private DemoReport demo(double effect) throws Exception {
    DemoSettings settings = new DemoSettings(USERS, DAYS, 1, effect, "popular", "als", null);
    Demo demo = new Demo(settings, new Quiet());
    World world = demo.world();
    try (Stack stack = TestStacks.start(folder.resolve("stack"), true)) {
      return demo.run(stack, world, folder.resolve("models"));
    }
  }

  private static List<String> names(JsonNode object) {
    return object.propertyStream().map(Map.Entry::getKey).toList();
  }

  private static final class Quiet implements Progress {
    @Override
    public void phase(String what) {}

    @Override
    public void day(int day, int days, String state) {}
  }
}
