package io.holdfast.cli.command;

import io.holdfast.contracts.event.ModelReference;
import io.holdfast.core.artifact.Artifact;
import io.holdfast.core.artifact.OfflineMetrics;
import io.holdfast.core.artifact.SearchReport;
import io.holdfast.core.evaluation.EvaluationOptions;
import io.holdfast.core.evaluation.Protocols;
import io.holdfast.core.evaluation.TemporalRatings;
import io.holdfast.core.model.ModelKind;
import io.holdfast.core.model.Parameters;
import io.holdfast.core.model.RatingKind;
import io.holdfast.core.model.TrainingContext;
import io.holdfast.training.data.TrainingData;
import io.holdfast.training.log.JdbcEventLog;
import io.holdfast.training.pipeline.TrainModel;
import io.holdfast.training.reader.DataFile;
import io.holdfast.training.register.ModelRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code holdfast train}: from a file or the log to an artifact, and to the registry if asked. */
@Command(
    name = "train",
    description =
        "Trains a model on a data file or the event log, judges it, and writes its artifact.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "A ranker that is significantly worse than popular on the temporal split is refused, and so",
      "is a model of ratings that is worse than its biases alone.",
      "A search chooses on the validation stage of that split, never on what the gate looks at.",
      "Registering never activates: that is a person's act, or a decision's.",
      "Examples:",
      "  holdfast train --model als --data ratings.csv --format movielens-csv --out als-model",
      "  holdfast train --model ease --search 16 --data ratings.csv --format movielens-csv \\",
      "      --out ease-model",
      "  holdfast train --model als --log 'jdbc:postgresql://localhost/holdfast?user=holdfast_recommender' \\",
      "      --param factors=64 --out als-model --register http://localhost:8080 --api-key K"
    })
final class TrainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "M",
      completionCandidates = ModelNames.class,
      description = "one of ${COMPLETION-CANDIDATES}")
  private String model;

  @ArgGroup(multiplicity = "1")
  private Source source;

  /** Where the interactions come from: one of the two. */
  static final class Source {
    @Option(names = "--data", required = true, paramLabel = "FILE", description = "a data file")
    private Path data;

    @Option(
        names = "--log",
        required = true,
        paramLabel = "JDBC-URL",
        description = "the event log's database")
    private String log;
  }

  @Option(
      names = "--format",
      paramLabel = "F",
      description = "the file's format: " + DataOptions.FORMATS)
  private String format;

  @Option(names = "--columns", paramLabel = "MAP", description = DataOptions.COLUMNS)
  private String columns;

  @Option(
      names = "--param",
      paramLabel = "k=v",
      description =
          "a parameter of the model, or blas=openblas|jblas|java; may be given more than once")
  private Map<String, String> given = new LinkedHashMap<>();

  @Mixin private SearchOptions search;

  @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "default: 1")
  private long seed;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "the model's name in the registry (default: the kind's)")
  private String name;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "the artifact's directory, which must not exist")
  private Path out;

  @Option(
      names = "--register",
      paramLabel = "URL",
      description = "register it with the recommender-api at this address")
  private URI register;

  @Option(
      names = "--api-key",
      paramLabel = "K",
      defaultValue = "${env:HOLDFAST_API_KEY}",
      description = "a key with the role admin (default: $HOLDFAST_API_KEY)")
  private String apiKey;

  @Override
  public Integer call() throws IOException, SQLException, InterruptedException {
    Console console = new Console(spec.commandLine());
    ModelKind kind = ModelChoice.kind(spec.commandLine(), model);
    TrainingContext context =
        ModelChoice.context(spec.commandLine(), seed, given).withProgress(console.training());
    Parameters parameters = ModelChoice.parameters(spec.commandLine(), kind, given);
    search.check(spec.commandLine(), kind, given);
    if (Files.exists(out)) {
      throw new ParameterException(spec.commandLine(), out + " exists already");
    }
    if (register != null && (apiKey == null || apiKey.isBlank())) {
      throw new ParameterException(spec.commandLine(), "--register needs --api-key");
    }
    TrainingData data = read(console);
    EvaluationOptions options = EvaluationOptions.of(parameters, context);
    SearchReport found =
        kind instanceof RatingKind ratings
            ? search.run(console, ratings, given, data.log(), new TemporalRatings(), options)
            : search.run(
                console, kind, given, data.log(), Protocols.named(TrainModel.PROTOCOL), options);
    Artifact artifact =
        new TrainModel(
                name == null ? kind.name() : name,
                kind,
                given,
                context,
                Instant.now(),
                ProductVersion.revision())
            .run(data, out, found);
    for (OfflineMetrics metrics : artifact.manifest().evaluations()) {
      console.tell("%s: %s over %,d users", metrics.protocol(), metrics.metrics(), metrics.users());
    }
    console.tell("quality gate: %s", artifact.manifest().gate().explanation());
    console.print("%s@%s in %s", artifact.manifest().name(), artifact.manifest().version(), out);
    if (register != null) {
      try (HttpClient client = HttpClient.newHttpClient()) {
        ModelReference registered = new ModelRegistry(client, register, apiKey).register(artifact);
        console.print("registered %s at %s", registered, register);
      }
    }
    return 0;
  }

  private TrainingData read(Console console) throws IOException, SQLException {
    if (source.log != null) {
      try {
        return new JdbcEventLog(source.log).read();
      } catch (IllegalArgumentException e) {
        throw new ParameterException(spec.commandLine(), e.getMessage(), e);
      }
    }
    DataFile file = DataOptions.file(spec.commandLine(), source.data, format, columns);
    return TrainingData.of(file, console::tell);
  }
}
