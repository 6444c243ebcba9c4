package io.holdfast.cli.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code holdfast}: the parent of all commands. */
@Command(
    name = "holdfast",
    description =
        "Trains recommenders, serves them, splits users, keeps the one they come back to.",
    mixinStandardHelpOptions = true,
    versionProvider = ProductVersion.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      UpCommand.class,
      DownCommand.class,
      StatusCommand.class,
      TestCommand.class,
      DatasetsCommand.class,
      ImportCommand.class,
      TrainCommand.class,
      EvaluateCommand.class,
      RecommendCommand.class,
      AnalyzeCommand.class,
      RetentionCommand.class,
      ReplayCommand.class,
      SimulateCommand.class,
      HelpCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:fine", "1:failed", "2:wrong usage"},
    footer = {
      "",
      "Progress goes to standard error; with --json, standard output is one JSON document.",
      "",
      "Examples:",
      "  holdfast demo",
      "  holdfast demo --exit --json --seed 2 > demo.json",
      "  holdfast evaluate --model als --data ratings.csv --format movielens-csv \\",
      "      --protocol leave-one-out",
      "  holdfast COMMAND --help"
    })
public final class RootCommand implements Runnable {
  @Spec private CommandSpec spec;

  /** The whole command line, ready to execute. */
  public static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new RootCommand());
    commandLine.setExecutionExceptionHandler(
        (failure, failed, parsed) -> {
          failed.getErr().println("holdfast " + failed.getCommandName() + ": " + reason(failure));
          if (System.getenv("HOLDFAST_TRACE") != null) {
            failure.printStackTrace(failed.getErr());
          }
          return CommandLine.ExitCode.SOFTWARE;
        });
    commandLine.setUsageHelpAutoWidth(true);
    commandLine.setCaseInsensitiveEnumValuesAllowed(false);
    return commandLine;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command?");
  }

  private static String reason(Exception failure) {
    String message = failure.getMessage();
    return message == null || message.isBlank() ? failure.toString() : message;
  }
}
