package io.holdfast.cli.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.holdfast.core.artifact.Interval;
import io.holdfast.core.artifact.SearchReport;
import io.holdfast.core.data.InteractionLog;
import io.holdfast.core.evaluation.Evaluation;
import io.holdfast.core.evaluation.EvaluationOptions;
import io.holdfast.core.evaluation.EvaluationReport;
import io.holdfast.core.evaluation.PairedComparison;
import io.holdfast.core.evaluation.Protocol;
import io.holdfast.core.evaluation.Protocols;
import io.holdfast.core.evaluation.RandomFiveFold;
import io.holdfast.core.evaluation.RatingEvaluation;
import io.holdfast.core.evaluation.SeenItems;
import io.holdfast.core.model.ModelKind;
import io.holdfast.core.model.Parameters;
import io.holdfast.core.model.RatingKind;
import io.holdfast.core.model.TrainingContext;
import io.holdfast.training.data.TrainingData;
import io.holdfast.training.reader.DataFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code holdfast evaluate}: trains on one part of a data set and measures on the other. */
@Command(
    name = "evaluate",
    description = "Trains a model on one part of a data set and measures it on the other.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Every interaction is a positive; the full catalogue is ranked; ties count against us.",
      "Protocols:",
      "  leave-one-out          the last item of each user who has at least 3",
      "  temporal               what comes after the 80 %% quantile of time",
      "  strong-generalization  a fifth of the items of users whom training never met",
      "  random-5-fold          ratings dealt at random; RMSE and MAE of a model that predicts them",
      "Examples:",
      "  holdfast evaluate --model als --data ratings.csv --format movielens-csv \\",
      "      --protocol leave-one-out --json",
      "  holdfast evaluate --model als --param factors=32 --data Beauty.txt \\",
      "      --format sequences --protocol leave-one-out --seen keep",
      "  holdfast evaluate --model explicit-mf --param criteria=all --data hotels.jsonl \\",
      "      --format jsonl --protocol random-5-fold --search 8",
      "  holdfast evaluate --model ease --search 16 --compare-to popular --data ratings.csv \\",
      "      --format movielens-csv --protocol leave-one-out"
    })
final class EvaluateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "M",
      completionCandidates = ModelNames.class,
      description = "one of ${COMPLETION-CANDIDATES}")
  private String model;

  @Option(names = "--data", required = true, paramLabel = "FILE", description = "the data file")
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
      names = "--protocol",
      required = true,
      paramLabel = "P",
      completionCandidates = ProtocolNames.class,
      description = "one of ${COMPLETION-CANDIDATES}")
  private String protocol;

  @Option(
      names = "--seen",
      paramLabel = "mask|keep",
      defaultValue = "mask",
      description = "whether items of the history are masked or compete (default: mask)")
  private String seen;

  @Option(
      names = "--ties",
      paramLabel = "file|random",
      defaultValue = "file",
      description =
          "whether a user's interactions of one time keep the file's order or stand in random"
              + " order (default: file)")
  private String ties;

  @Option(
      names = "--param",
      paramLabel = "k=v",
      description =
          "a parameter of the model, or blas=openblas|jblas|java; may be given more than once")
  private Map<String, String> given = new LinkedHashMap<>();

  @Mixin private SearchOptions search;

  @Option(
      names = "--compare-to",
      paramLabel = "M",
      completionCandidates = ModelNames.class,
      description = "another model by its defaults: print the paired difference to it")
  private String baseline;

  @Option(
      names = "--top",
      paramLabel = "K",
      defaultValue = "10",
      description = "the cut-off of HR, Recall and NDCG (default: 10)")
  private int top;

  @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "default: 1")
  private long seed;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  /** What {@code --json} prints. */
  @JsonPropertyOrder({
    "model",
    "parameters",
    "seed",
    "protocol",
    "dataset",
    "metrics",
    "confidence95",
    "seconds",
    "backend",
    "ties",
    "search",
    "comparison"
  })
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Document(
      String model,
      Map<String, Object> parameters,
      long seed,
      String protocol,
      EvaluationReport.Dataset dataset,
      Map<String, Double> metrics,
      Map<String, Interval> confidence95,
      EvaluationReport.Seconds seconds,
      String backend,
      String ties,
      SearchReport search,
      Comparison comparison) {
    static Document of(
        EvaluationReport report, String ties, SearchReport search, Comparison comparison) {
      return new Document(
          report.model(),
          report.parameters(),
          report.seed(),
          report.protocol(),
          report.dataset(),
          report.metrics(),
          report.confidence95(),
          report.seconds(),
          report.backend(),
          ties,
          search,
          comparison);
    }
  }

  /** The paired difference to another model. */
  private record Comparison(
      String model, String metric, int users, double difference, Interval confidence95) {
    static Comparison of(EvaluationReport report, EvaluationReport baseline, String metric) {
      PairedComparison paired = PairedComparison.of(report, baseline, metric, report.seed());
      return new Comparison(
          baseline.model(), metric, paired.users(), paired.difference(), paired.interval());
    }
  }

  @Override
  public Integer call() throws IOException {
    Console console = new Console(spec.commandLine());
    ModelKind kind = ModelChoice.kind(spec.commandLine(), model);
    TrainingContext context = ModelChoice.context(spec.commandLine(), seed, given);
    Parameters parameters = ModelChoice.parameters(spec.commandLine(), kind, given);
    Protocol ranking = rankingProtocol(kind);
    search.check(spec.commandLine(), kind, given);
    ModelKind other = baseline == null ? null : ModelChoice.kind(spec.commandLine(), baseline);
    boolean shuffled = tiesAreRandom();
    DataFile file = DataOptions.file(spec.commandLine(), data, format, columns);
    EvaluationOptions options =
        EvaluationOptions.of(parameters, context.withProgress(console.training()))
            .withSeen(seen())
            .withCutoff(cutoff());
    InteractionLog log = TrainingData.of(file, console::tell).log();
    if (shuffled) {
      log = log.shuffled(seed);
    }
    SearchReport found =
        ranking == null
            ? search.run(console, (RatingKind) kind, given, log, new RandomFiveFold(), options)
            : search.run(console, kind, given, log, ranking, options);
    if (found != null) {
      options = options.withParameters(kind.parameters().parse(found.parameters()));
    }
    EvaluationReport report =
        ranking == null
            ? RatingEvaluation.run((RatingKind) kind, log, new RandomFiveFold(), options)
            : Evaluation.run(kind, log, ranking, options);
    if (report.droppedTargets() > 0) {
      console.tell(
          "%,d targets were in their user's history; %,d users had no other and were left out",
          report.droppedTargets(), report.droppedUsers());
    }
    Comparison comparison = null;
    if (other != null) {
      options = options.withParameters(other.parameters().defaults());
      comparison =
          Comparison.of(
              report,
              Evaluation.run(other, log, ranking, options),
              Evaluation.primaryMetric(ranking, top));
    }
    if (json) {
      console.printJson(Document.of(report, shuffled ? ties : null, found, comparison));
    } else {
      print(console, report);
      print(console, comparison);
    }
    return 0;
  }

  private static void print(Console console, EvaluationReport report) {
    console.print(
        "%s by %s: %,d users, %,d items, %,d interactions; %,d users asked",
        report.model(),
        report.protocol(),
        report.dataset().users(),
        report.dataset().items(),
        report.dataset().interactions(),
        report.perUser().size());
    report
        .metrics()
        .forEach(
            (name, value) -> {
              Interval interval = report.confidence95().get(name);
              console.print(
                  "%-12s %.4f%s",
                  name,
                  value,
                  interval == null
                      ? ""
                      : String.format(
                          Locale.ROOT, "  [%.4f, %.4f]", interval.low(), interval.high()));
            });
    console.print(
        "%.1f s training, %.1f s ranking, on %s",
        report.seconds().train(), report.seconds().evaluate(), report.backend());
  }

  private static void print(Console console, Comparison comparison) {
    if (comparison != null) {
      console.print(
          "%s is %+.4f [%+.4f, %+.4f] from that of %s over the same %,d users",
          comparison.metric(),
          comparison.difference(),
          comparison.confidence95().low(),
          comparison.confidence95().high(),
          comparison.model(),
          comparison.users());
    }
  }

  private boolean tiesAreRandom() {
    return switch (ties) {
      case "file" -> false;
      case "random" -> true;
      default ->
          throw new ParameterException(spec.commandLine(), "--ties is file or random, not " + ties);
    };
  }

  /**
   * The ranking protocol that was asked for, or null for {@code random-5-fold}.
   *
   * @throws ParameterException if there is none of that name, or the model cannot be measured by it
   */
  private Protocol rankingProtocol(ModelKind kind) {
    if (!protocol.equals(RandomFiveFold.NAME)) {
      try {
        return Protocols.named(protocol);
      } catch (IllegalArgumentException e) {
        throw new ParameterException(spec.commandLine(), e.getMessage(), e);
      }
    }
    if (!(kind instanceof RatingKind)) {
      throw new ParameterException(
          spec.commandLine(),
          "protocol %s needs predicted ratings, and %s only ranks"
              .formatted(protocol, kind.name()));
    }
    if (baseline != null) {
      throw new ParameterException(spec.commandLine(), "--compare-to needs a protocol that ranks");
    }
    return null;
  }

  private SeenItems seen() {
    try {
      return SeenItems.of(seen);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private int cutoff() {
    if (top < 1) {
      throw new ParameterException(spec.commandLine(), "--top is at least 1, was " + top);
    }
    return top;
  }
}
