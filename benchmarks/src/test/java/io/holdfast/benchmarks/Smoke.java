package io.holdfast.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs each method of a benchmark once, at a size that measures nothing. */
final class Smoke {
  private Smoke() {}

  static void run(String name, String... parameters) throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .forks(0)
            .warmupIterations(0)
            .measurementIterations(1)
            .measurementTime(TimeValue.milliseconds(1))
            .verbosity(VerboseMode.SILENT);
    for (String parameter : parameters) {
      String[] pair = parameter.split("=", 2);
      options.param(pair[0], pair[1]);
    }
    Plan plan = Plan.named(name).orElseThrow();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RunBenchmark.run(plan, options.build(), new PrintStream(out, true, StandardCharsets.UTF_8));
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains(plan.rates().stream().map(rate -> "\n" + rate.method()).toList())
        .contains(plan.unit(), " / ");
  }
}
