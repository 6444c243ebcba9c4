package io.holdfast.cli.command;

import io.holdfast.cli.stack.Health;
import io.holdfast.cli.stack.Service;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code holdfast status}: how what {@code up} started is doing. */
@Command(
    name = "status",
    description = "Says whether what up started runs; exit code 1 if not all of it is ready.",
    mixinStandardHelpOptions = true,
    footer = {"", "Examples:", "  holdfast status", "  holdfast status --json"})
final class StatusCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  private record ServiceStatus(String name, URI address, boolean ready) {}

  private record Document(boolean running, List<ServiceStatus> services) {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    Console console = new Console(spec.commandLine());
    Document document = look();
    if (json) {
      console.printJson(document);
    } else if (document.running()) {
      for (ServiceStatus service : document.services()) {
        console.print(
            "%-20s %s  %s",
            service.name(), service.address(), service.ready() ? "ready" : "not ready");
      }
    } else {
      console.print("nothing is running");
    }
    boolean fine =
        document.running() && document.services().stream().allMatch(ServiceStatus::ready);
    return fine ? 0 : 1;
  }

  private static Document look() throws IOException, InterruptedException {
    Optional<BackgroundStack> running =
        BackgroundStack.find(Product.here().state(UpCommand.FOLDER));
    if (running.isEmpty()) {
      return new Document(false, List.of());
    }
    List<ServiceStatus> services = new ArrayList<>();
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (Service service : Service.values()) {
        URI address = UpCommand.address(service, running.get().basePort());
        services.add(new ServiceStatus(service.folder(), address, Health.isReady(client, address)));
      }
    }
    return new Document(true, services);
  }
}
