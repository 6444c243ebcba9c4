package io.holdfast.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.cli.demo.Demo;
import io.holdfast.cli.demo.DemoReport;
import io.holdfast.cli.demo.DemoSettings;
import io.holdfast.cli.stack.Service;
import io.holdfast.cli.stack.Stack;
import io.holdfast.cli.world.World;
import io.holdfast.contracts.security.Role;
import io.holdfast.training.reader.DataFile;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code holdfast demo}: the whole loop on this machine. */
@Command(
    name = "demo",
    description = {
      "Lives the whole loop on this machine: embedded PostgreSQL, the three services, two trained",
      "models, an experiment, and a simulated population that comes back or not.",
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Without --exit it stays up, for the dashboard to be looked at, until Ctrl-C.",
      "With --effect 0 one artifact is registered under two names: an A/A test.",
      "Examples:",
      "  holdfast demo",
      "  holdfast demo --exit --json --seed 2",
      "  holdfast demo --data online_retail.csv.gz --format online-retail"
    })
final class DemoCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--users",
      paramLabel = "N",
      defaultValue = "2000",
      description = "how many people (default: 2000)")
  private int users;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "35",
      description = "days of event time (default: 35)")
  private int days;

  @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "default: 1")
  private long seed;

  @Option(
      names = "--effect",
      paramLabel = "E",
      defaultValue = "1",
      description = "how much fit matters to people, 0 to 1 (default: 1)")
  private double effect;

  @Option(
      names = "--control",
      paramLabel = "M",
      defaultValue = "popular",
      description = "the control's model (default: popular)")
  private String control;

  @Option(
      names = "--challenger",
      paramLabel = "M",
      defaultValue = "als",
      description = "the challenger's model (default: als)")
  private String challenger;

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description = "make the world of this data (default: a made-up world)")
  private Path data;

  @Option(
      names = "--format",
      paramLabel = "F",
      description = "the file's format: " + DataOptions.FORMATS)
  private String format;

  @Option(names = "--columns", paramLabel = "MAP", description = DataOptions.COLUMNS)
  private String columns;

  @Option(
      names = "--base-port",
      paramLabel = "P",
      defaultValue = "8080",
      description =
          "recommender-api's port; the others follow, management 1000 above (default: 8080)")
  private int basePort;

  @Option(names = "--exit", description = "end when the decision is made")
  private boolean exit;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  @Override
  public Integer call() throws IOException, SQLException, InterruptedException {
    long began = System.nanoTime();
    Console console = new Console(spec.commandLine());
    Demo demo = new Demo(settings(), console.demo());
    World world = world(demo);
    Product product = Product.here();
    Stack.requirePorts(basePort);
    Path folder = product.fresh("demo-" + basePort);
    console.tell("starting PostgreSQL and three services, logs in %s", folder);
    long starting = System.nanoTime();
    try (Stack stack =
        Stack.start(new Stack.Settings(product.home(), folder, null, basePort, true))) {
      double start = seconds(starting);
      DemoReport report = demo.run(stack, world, folder.resolve("models"));
      Map<String, Double> seconds = new LinkedHashMap<>();
      double build = product.buildSeconds();
      seconds.put("build", build);
      seconds.put("start", start);
      seconds.putAll(report.seconds());
      seconds.put("total", Math.round((build + seconds(began)) * 10) / 10.0);
      if (json) {
        Map<String, Object> document = report.document();
        document.put("seconds", seconds);
        console.printJson(document);
      } else {
        summarize(console, report, seconds);
      }
      if (!exit) {
        stay(console, stack);
      }
      return report.acceptedEvents() == report.storedEvents() ? 0 : 1;
    }
  }

  private DemoSettings settings() {
    ModelChoice.kind(spec.commandLine(), control);
    ModelChoice.kind(spec.commandLine(), challenger);
    DataFile file =
        data == null ? null : DataOptions.file(spec.commandLine(), data, format, columns);
    try {
      return new DemoSettings(users, days, seed, effect, control, challenger, file);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private World world(Demo demo) throws IOException {
    try {
      return demo.world();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private static void summarize(Console console, DemoReport report, Map<String, Double> seconds) {
    console.print(
        "%,d events accepted, %,d stored", report.acceptedEvents(), report.storedEvents());
    report
        .challenger("retention-day-7")
        .ifPresent(
            lift ->
                console.print(
                    "day-7 retention: %s, always-valid 95 %% interval %s to %s%s",
                    points(lift.path("difference")),
                    points(lift.path("alwaysValidInterval").path(0)),
                    points(lift.path("alwaysValidInterval").path(1)),
                    report.truth() == null
                        ? ""
                        : "; the truth in both worlds: "
                            + String.format(Locale.ROOT, "%+.1f points", 100 * report.truth())));
    console.print("decision: %s; active model: %s", report.action(), report.activeModel());
    console.print("%.0f seconds in all", seconds.get("total"));
  }

  private static String points(JsonNode difference) {
    return String.format(Locale.ROOT, "%+.1f points", 100 * difference.asDouble());
  }

  private static void stay(Console console, Stack stack) throws InterruptedException {
    console.tell("");
    console.tell("dashboard        %s", stack.uri(Service.METRICS_DASHBOARD));
    console.tell("                 sign in with %s", stack.keys().of(Role.DASHBOARD));
    console.tell("recommender-api  %s", stack.uri(Service.RECOMMENDER_API));
    console.tell("                 key for everything %s", stack.keys().of(Role.ADMIN));
    console.tell("Ctrl-C ends it.");
    new CountDownLatch(1).await();
  }

  private static double seconds(long since) {
    return Math.round((System.nanoTime() - since) / 1e8) / 10.0;
  }
}
