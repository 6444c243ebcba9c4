package io.holdfast.cli.command;

import io.holdfast.cli.replay.Recalls;
import io.holdfast.cli.replay.Replay;
import io.holdfast.cli.replay.ReplayReport;
import io.holdfast.cli.replay.ReplaySettings;
import io.holdfast.cli.stack.Stack;
import io.holdfast.core.model.ModelKind;
import io.holdfast.core.model.TrainingContext;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code holdfast replay}: what folding in at once is worth on a data set. */
@Command(
    name = "replay",
    description = {
      "Replays a data set through the HTTP APIs of embedded PostgreSQL and the three services, and",
      "tells how much better the next basket is foreseen when each interaction counts at once.",
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "The model learns from the earliest interactions. Before each later basket the API is asked",
      "for the user and for a twin whose history ends at the cut; items may repeat. Reported is",
      "recall, its paired difference and the 95 % interval over users.",
      "Example:",
      "  holdfast replay --data online_retail.csv.gz --format online-retail --model item-knn"
    })
final class ReplayCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--data", required = true, paramLabel = "FILE", description = "a data file")
  private Path data;

  @Option(
      names = "--format",
      paramLabel = "F",
      description = "the file's format: " + DataOptions.FORMATS)
  private String format;

  @Option(names = "--columns", paramLabel = "MAP", description = DataOptions.COLUMNS)
  private String columns;

  @Option(
      names = "--model",
      paramLabel = "M",
      defaultValue = "als",
      completionCandidates = ModelNames.class,
      description = "one of ${COMPLETION-CANDIDATES} (default: als)")
  private String model;

  @Option(
      names = "--param",
      paramLabel = "k=v",
      description = "a parameter of the model; may be given more than once")
  private Map<String, String> given = new LinkedHashMap<>();

  @Option(
      names = "--share",
      paramLabel = "P",
      defaultValue = "0.8",
      description = "share of the interactions to learn from, the earliest ones (default: 0.8)")
  private double share;

  @Option(
      names = "--top",
      paramLabel = "K",
      defaultValue = "20",
      description = "how many items are asked for (default: 20)")
  private int top;

  @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "default: 1")
  private long seed;

  @Option(
      names = "--base-port",
      paramLabel = "P",
      defaultValue = "8080",
      description =
          "recommender-api's port; the others follow, management 1000 above (default: 8080)")
  private int basePort;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  @Override
  public Integer call() throws IOException, SQLException, InterruptedException {
    Console console = new Console(spec.commandLine());
    Replay replay = new Replay(settings(), console.replay());
    Product product = Product.here();
    Stack.requirePorts(basePort);
    Path folder = product.fresh("replay-" + basePort);
    console.tell("starting PostgreSQL and three services, logs in %s", folder);
    try (Stack stack =
        Stack.start(new Stack.Settings(product.home(), folder, null, basePort, true))) {
      ReplayReport report = replay.run(stack, folder.resolve("model"), ProductVersion.revision());
      if (json) {
        console.printJson(report);
      } else {
        summarize(console, report);
      }
      return 0;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private ReplaySettings settings() {
    ModelKind kind = ModelChoice.kind(spec.commandLine(), model);
    TrainingContext context = ModelChoice.context(spec.commandLine(), seed, given);
    ModelChoice.parameters(spec.commandLine(), kind, given);
    try {
      return new ReplaySettings(
          DataOptions.file(spec.commandLine(), data, format, columns),
          share,
          kind,
          given,
          context,
          top);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private static void summarize(Console console, ReplayReport report) {
    console.print("%s, which learned from what lies before %s", report.model(), report.cut());
    print(console, report.top(), "all baskets", report.all());
    if (report.later() != null) {
      print(console, report.top(), "without each user's first", report.later());
    }
    console.print("lists by source: %s", report.sources());
  }

  private static void print(Console console, int top, String which, Recalls.Comparison compared) {
    console.print(
        "recall@%d, %s (%,d of %,d users): %.4f in real time, %.4f without;"
            + " difference %+.4f, 95 %% interval %+.4f to %+.4f",
        top,
        which,
        compared.baskets(),
        compared.users(),
        compared.realTime(),
        compared.frozen(),
        compared.difference(),
        compared.interval95().low(),
        compared.interval95().high());
  }
}
