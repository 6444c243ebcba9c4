package io.holdfast.cli.command;

import io.holdfast.cli.api.ApiClient;
import io.holdfast.cli.importing.ImportCatalogue;
import io.holdfast.cli.importing.ImportInteractions;
import io.holdfast.training.reader.Catalogue;
import io.holdfast.training.reader.DataFile;
import io.holdfast.training.reader.ReadSummary;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code holdfast import}: sends a data file to recommender-api. */
@Command(
    name = "import",
    description = "Sends a data file to recommender-api as historical interactions.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Each row's event id follows from its content and number, so running an import again adds",
      "nothing, and a batch whose answer was lost is simply sent again: an import goes on when",
      "the service comes back within --patience seconds. Where the data set describes its items",
      "(online-retail, movies.csv beside ratings.csv), their titles are sent too.",
      "Examples:",
      "  holdfast import ratings.csv --format movielens-csv --api-key K",
      "  holdfast import events.csv --format csv --columns user=who,item=what,time=at \\",
      "      --api http://localhost:8080 --api-key K"
    })
final class ImportCommand implements Callable<Integer> {
  private static final long TELL_EVERY = 20_000;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "the data file; .gz is read as it is")
  private Path data;

  @Option(
      names = "--format",
      required = true,
      paramLabel = "F",
      description = "its format: " + DataOptions.FORMATS)
  private String format;

  @Option(names = "--columns", paramLabel = "MAP", description = DataOptions.COLUMNS)
  private String columns;

  @Option(
      names = "--api",
      paramLabel = "URL",
      defaultValue = "http://localhost:8080",
      description = "recommender-api (default: http://localhost:8080)")
  private URI api;

  @Option(
      names = "--api-key",
      paramLabel = "K",
      defaultValue = "${env:HOLDFAST_API_KEY}",
      description = "a key with the role ingest (default: $HOLDFAST_API_KEY)")
  private String apiKey;

  @Option(
      names = "--patience",
      paramLabel = "SECONDS",
      defaultValue = "120",
      description = "how long to wait for a service that is away (default: 120)")
  private int patience;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    if (apiKey == null || apiKey.isBlank()) {
      throw new ParameterException(spec.commandLine(), "--api-key is needed");
    }
    Console console = new Console(spec.commandLine());
    DataFile file = DataOptions.file(spec.commandLine(), data, format, columns);
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      ApiClient patient =
          ApiClient.of(http, api, apiKey).withPatience(Duration.ofSeconds(patience));
      ImportInteractions importing =
          new ImportInteractions(
              patient,
              acknowledged -> {
                if (acknowledged % TELL_EVERY == 0) {
                  console.tell("%,d interactions", acknowledged);
                }
              });
      Catalogue catalogue = Catalogue.beside(file);
      ReadSummary summary =
          file.read(
              row -> {
                catalogue.learn(row);
                importing.add(row.toInteraction());
              });
      ImportInteractions.Outcome outcome = importing.finish();
      new ImportCatalogue(patient).send(catalogue.items());
      if (!catalogue.items().isEmpty()) {
        console.tell("%,d items with their titles", catalogue.items().size());
      }
      print(console, outcome, summary);
    }
    return 0;
  }

  private void print(Console console, ImportInteractions.Outcome outcome, ReadSummary summary) {
    if (json) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("accepted", outcome.accepted());
      document.put("duplicates", outcome.duplicates());
      Map<String, Long> dropped = new LinkedHashMap<>();
      summary.dropped().forEach((reason, rows) -> dropped.put(reason.wire(), rows));
      document.put("dropped", dropped);
      console.printJson(document);
      return;
    }
    console.print(
        "accepted %,d, duplicates %,d, dropped %,d%s",
        outcome.accepted(),
        outcome.duplicates(),
        summary.droppedRows(),
        summary.droppedRows() == 0 ? "" : " (" + summary.describeDropped() + ")");
  }
}
