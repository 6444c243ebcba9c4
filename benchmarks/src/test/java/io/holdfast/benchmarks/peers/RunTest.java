package io.holdfast.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunTest {

  private static final Run RUN =
      new Run(
          0.5,
          List.of(new Run.Epoch(1, 2, 30), new Run.Epoch(2, 4, 20), new Run.Epoch(3, 5, 10)),
          "openblas SkylakeX",
          1 << 30);

  @Test
  void linesTellTheRun() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RunLines.print(RUN, new PrintStream(out, true, StandardCharsets.UTF_8));
    assertThat(RunLines.parse(out.toString(StandardCharsets.UTF_8).lines().toList()))
        .isEqualTo(RUN);
  }

  @Test
  void passesOverOtherLines() throws IOException {
    Run run = RunLines.parse(List.of("something else", "epoch=1.5", "entries=7"));
    assertThat(run.epochs()).containsExactly(new Run.Epoch(1.5, Double.NaN, Double.NaN));
  }

  @Test
  void refusesLinesThatTellNothing() {
    assertThatThrownBy(() -> RunLines.parse(List.of("peak=1"))).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> RunLines.parse(List.of("epoch=x")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("x");
  }

  @Test
  void timeToALossHasTheSetup() {
    assertThat(RUN.secondsToReach(20)).isCloseTo(3.5, within(1e-12));
    assertThat(RUN.cpuSecondsToReach(29)).isCloseTo(6, within(1e-12));
    assertThat(RUN.secondsToReach(9)).isNaN();
  }
}
