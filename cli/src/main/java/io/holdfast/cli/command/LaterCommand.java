package io.holdfast.cli.command;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** A command that is reserved but does nothing yet: it says so and exits with 2. */
abstract class LaterCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Unmatched private List<String> ignored;

  @Override
  public Integer call() {
    spec.commandLine().getErr().println("holdfast " + spec.name() + ": not in this version");
    return ExitCode.USAGE;
  }
}
