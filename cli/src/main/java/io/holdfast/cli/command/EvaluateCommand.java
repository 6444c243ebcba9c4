package io.holdfast.cli.command;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.holdfast.core.artifact.Interval;
import io.holdfast.core.data.InteractionLog;
import io.holdfast.core.evaluation.Evaluation;
import io.holdfast.core.evaluation.EvaluationOptions;
import io.holdfast.core.evaluation.EvaluationReport;
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
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
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
      "  leave-one-out  a user's last item is the test; users with fewer than 3 are left out",
      "  temporal       cut at the 80 % quantile of time",
      "  random-5-fold  ratings dealt at random; RMSE and MAE of a model that predicts them",
      "Examples:",
      "  holdfast evaluate --model als --data ratings.csv --format movielens-csv \\",
      "      --protocol leave-one-out --json",
      "  holdfast evaluate --model als --param factors=32 --data Beauty.txt \\",
      "      --format sequences --protocol leave-one-out --seen keep"
    })
final class EvaluateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--model", required = true, paramLabel = "M", description = "popular or als")
  private String model;

  @Option(names = "--data", required = true, paramLabel = "FILE", description = "the data file")
  private Path data;

  @Option(
      names = "--format",
      required = true,
      paramLabel = "F",
      description = "its format: " + DataOptions.FORMATS)
  private String format;

  @Option(
      names = "--columns",
      paramLabel = "MAP",
      description = "columns of a csv file: user=…,item=…,time=…,value=…,type=…")
  private String columns;

  @Option(
      names = "--protocol",
      required = true,
      paramLabel = "P",
      description = "leave-one-out, temporal or random-5-fold")
  private String protocol;

  @Option(
      names = "--seen",
      paramLabel = "mask|keep",
      defaultValue = "mask",
      description = "whether items of the history are masked or compete (default: mask)")
  private String seen;

  @Option(
      names = "--param",
      paramLabel = "k=v",
      description =
          "a parameter of the model, or blas=openblas|jblas|java; may be given more than once")
  private Map<String, String> given = new LinkedHashMap<>();

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
    "backend"
  })
  private record Document(
      String model,
      Map<String, Object> parameters,
      long seed,
      String protocol,
      EvaluationReport.Dataset dataset,
      Map<String, Double> metrics,
      Map<String, Interval> confidence95,
      EvaluationReport.Seconds seconds,
      String backend) {
    static Document of(EvaluationReport report) {
      return new Document(
          report.model(),
          report.parameters(),
          report.seed(),
          report.protocol(),
          report.dataset(),
          report.metrics(),
          report.confidence95(),
          report.seconds(),
          report.backend());
    }
  }

  @Override
  public Integer call() throws IOException {
    Console console = new Console(spec.commandLine());
    ModelKind kind = ModelChoice.kind(spec.commandLine(), model);
    TrainingContext context = ModelChoice.context(spec.commandLine(), seed, given);
    Parameters parameters = ModelChoice.parameters(spec.commandLine(), kind, given);
    Measurement measurement = measurement(kind);
    DataFile file = DataOptions.file(spec.commandLine(), data, format, columns);
    EvaluationOptions options =
        EvaluationOptions.of(parameters, context.withProgress(console.training()))
            .withSeen(seen())
            .withCutoff(cutoff());
    TrainingData read = TrainingData.of(file, console::tell);
    EvaluationReport report = measurement.of(read.log(), options);
    if (report.droppedTargets() > 0) {
      console.tell(
          "%,d targets were in their user's history; %,d users had no other and were left out",
          report.droppedTargets(), report.droppedUsers());
    }
    if (json) {
      console.printJson(Document.of(report));
    } else {
      print(console, report);
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
                  "%-10s %.4f  [%.4f, %.4f]", name, value, interval.low(), interval.high());
            });
    console.print(
        "%.1f s training, %.1f s ranking, on %s",
        report.seconds().train(), report.seconds().evaluate(), report.backend());
  }

  /** How a log is measured by the protocol that was asked for. */
  @FunctionalInterface
  private interface Measurement {
    EvaluationReport of(InteractionLog log, EvaluationOptions options);
  }

  private Measurement measurement(ModelKind kind) {
    if (protocol.equals(RandomFiveFold.NAME)) {
      if (kind instanceof RatingKind ratings) {
        return (log, options) -> RatingEvaluation.run(ratings, log, new RandomFiveFold(), options);
      }
      throw new ParameterException(
          spec.commandLine(),
          "protocol %s needs predicted ratings, and %s only ranks"
              .formatted(protocol, kind.name()));
    }
    try {
      Protocol chosen = Protocols.named(protocol);
      return (log, options) -> Evaluation.run(kind, log, chosen, options);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
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
