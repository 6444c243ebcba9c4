package io.holdfast.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every comparison runs, at a size that measures nothing, without its peers. */
class ComparisonsTest {

  @TempDir Path work;

  @Test
  void retrieval() throws Exception {
    for (String data : List.of("mixture", "als")) {
      assertThat(
              run(
                  "retrieval",
                  "--items",
                  "200,300",
                  "--factors",
                  "4",
                  "--queries",
                  "5",
                  "--rounds",
                  "2",
                  "--data",
                  data))
          .contains("300 items", "recall@10 1.0000", "exact / graph");
    }
  }

  @Test
  void alsPeers() throws Exception {
    String report =
        run(
            "als-peers",
            "--scale",
            "2k",
            "--factors",
            "3,4",
            "--iterations",
            "2",
            "--repeats",
            "1",
            "--peers",
            "implicit",
            "--work",
            work.toString(),
            "--programs",
            work.resolve("none").toString());
    assertThat(report)
        .contains("implicit is left out")
        .contains("d = 3:", "d = 4:", "holdfast cholesky", "holdfast cg", "holdfast ials++")
        .contains("loss after each iteration", "peak memory", "GFLOP/s");
  }

  @Test
  void alsScaling() throws Exception {
    assertThat(
            run(
                "als-scaling",
                "--scales",
                "1k,2k",
                "--factors",
                "3",
                "--iterations",
                "2",
                "--work",
                work.toString()))
        .contains("users + items", "residuals");
  }

  @Test
  void simulations() throws Exception {
    assertThat(run("simulations", "--runs", "20", "--splits", "100", "--users", "200"))
        .contains("A/A, false alarms: CUPED ratio", "peeked at", "anytime-valid", "bounds hold");
  }

  @Test
  void decisionSimulation() throws Exception {
    assertThat(run("decision-simulation", "--runs", "20", "--users", "50"))
        .contains("no effect: promoted", "+2 points: promoted, median day", "bounds hold");
  }

  @Test
  void argumentsAreChecked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> run("retrieval", "--no-such", "1"))
        .withMessageContaining("--no-such");
  }

  private static String run(String name, String... arguments)
      throws IOException, InterruptedException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Comparisons.NAMED
        .get(name)
        .run(List.of(arguments), new PrintStream(out, true, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }
}
