package io.holdfast.cli.command;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code holdfast down}: ends what {@code up} started. */
@Command(
    name = "down",
    description = "Stops what up started; the data stays.",
    mixinStandardHelpOptions = true,
    footer = {"", "Examples:", "  holdfast down"})
final class DownCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Console console = new Console(spec.commandLine());
    Optional<BackgroundStack> running =
        BackgroundStack.find(Product.here().state(UpCommand.FOLDER));
    if (running.isEmpty()) {
      console.print("nothing is running");
      return 0;
    }
    running.get().stop();
    console.print("stopped");
    return 0;
  }
}
