package io.holdfast.cli.command;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code holdfast test}: the start script runs it, since it builds this very program. */
@Command(
    name = "test",
    description = "Builds everything and runs every test; further arguments go to Maven.",
    mixinStandardHelpOptions = true,
    footer = {"", "Examples:", "  ./holdfast test", "  ./holdfast test -pl contracts"})
final class TestCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Unmatched private List<String> ignored;

  @Override
  public Integer call() {
    spec.commandLine().getErr().println("run it from the sources: ./holdfast test");
    return ExitCode.SOFTWARE;
  }
}
