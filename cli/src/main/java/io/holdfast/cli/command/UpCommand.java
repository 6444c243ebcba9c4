package io.holdfast.cli.command;

import io.holdfast.cli.stack.Service;
import io.holdfast.cli.stack.Stack;
import io.holdfast.contracts.json.Json;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code holdfast up}: the services in the background, on a database that stays. */
@Command(
    name = "up",
    description = "Starts PostgreSQL and the three services in the background; their data is kept.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Data, logs and keys are in .holdfast. The keys are generated at the first start and kept",
      "in .holdfast/up/api-keys.json, which only you can read.",
      "Examples:",
      "  holdfast up",
      "  holdfast up --base-port 9000",
      "  holdfast status",
      "  holdfast down"
    })
final class UpCommand implements Callable<Integer> {
  static final String FOLDER = "up";

  private static final String DATABASE = "database";
  private static final long POLL_MILLIS = 200;
  private static final int LOG_LINES = 20;

  /** Ctrl-C in the terminal that called {@code up} is not meant for what it left running. */
  private static final String DETACHED = "trap '' INT HUP; exec \"$@\" </dev/null";

  @Spec private CommandSpec spec;

  @Option(
      names = "--base-port",
      paramLabel = "P",
      defaultValue = "8080",
      description =
          "recommender-api's port; the others follow, management 1000 above (default: 8080)")
  private int basePort;

  @Option(names = BackgroundStack.FOREGROUND, hidden = true)
  private boolean foreground;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Product product = Product.here();
    Path folder = product.state(FOLDER);
    if (foreground) {
      hold(product, folder);
      return 0;
    }
    Console console = new Console(spec.commandLine());
    Optional<BackgroundStack> running = BackgroundStack.find(folder);
    if (running.isPresent()) {
      console.tell("it is running already");
    } else {
      console.tell("starting, logs in %s", folder);
      running = Optional.of(launch(folder));
    }
    print(console, folder, running.get());
    return 0;
  }

  /** Holds the stack until this process is asked to end. */
  private void hold(Product product, Path folder) throws IOException, InterruptedException {
    try (Stack stack =
        Stack.start(
            new Stack.Settings(product.home(), folder, product.state(DATABASE), basePort, false))) {
      new BackgroundStack(ProcessHandle.current().pid(), basePort).announce(folder);
      CountDownLatch never = new CountDownLatch(1);
      never.await();
      stack.requireAlive();
    }
  }

  private BackgroundStack launch(Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    File log = folder.resolve("holdfast.log").toFile();
    List<String> command =
        new ArrayList<>(
            List.of(
                "sh",
                "-c",
                DETACHED,
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "io.holdfast.cli.Holdfast",
                "up",
                BackgroundStack.FOREGROUND,
                "--base-port",
                Integer.toString(basePort)));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(log))
            .start();
    while (true) {
      Optional<BackgroundStack> running = BackgroundStack.find(folder);
      if (running.isPresent()) {
        return running.get();
      }
      if (!process.isAlive()) {
        List<String> lines = Files.readAllLines(log.toPath());
        throw new IOException(
            String.join(
                System.lineSeparator(),
                lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size())));
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  private static void print(Console console, Path folder, BackgroundStack running)
      throws IOException {
    for (Service service : Service.values()) {
      console.print("%-20s %s", service.folder(), address(service, running.basePort()));
    }
    console.print("API keys, by role (also in %s):", folder.resolve("api-keys.json"));
    Json.readMap(Files.readString(folder.resolve("api-keys.json")))
        .forEach((role, secret) -> console.print("  %-11s %s", role, secret));
  }

  static URI address(Service service, int basePort) {
    return URI.create("http://localhost:" + service.port(basePort));
  }
}
