package io.holdfast.cli.command;

import io.holdfast.core.artifact.SearchReport;
import io.holdfast.core.data.InteractionLog;
import io.holdfast.core.evaluation.Evaluation;
import io.holdfast.core.evaluation.EvaluationOptions;
import io.holdfast.core.evaluation.Protocol;
import io.holdfast.core.evaluation.RatingEvaluation;
import io.holdfast.core.evaluation.RatingProtocol;
import io.holdfast.core.model.ModelKind;
import io.holdfast.core.model.RatingKind;
import io.holdfast.core.search.RandomSearch;
import io.holdfast.core.search.SearchSettings;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of a search for parameters. */
final class SearchOptions {
  @Option(
      names = "--search",
      paramLabel = "N",
      description =
          "try N settings of the parameters on validation, the default among them, and take the"
              + " best; those given by --param stay")
  private Integer candidates;

  @Option(
      names = "--search-metric",
      paramLabel = "METRIC",
      description =
          "what to choose by, such as hr@10 or mae (default: the protocol's NDCG, of ratings rmse)")
  private String metric;

  /**
   * What a search for the best ranking finds, or null if none is asked for.
   *
   * @throws IllegalArgumentException if the data cannot be used, or the report has no such metric
   */
  SearchReport run(
      Console console,
      ModelKind kind,
      Map<String, String> given,
      InteractionLog log,
      Protocol protocol,
      EvaluationOptions options) {
    if (candidates == null) {
      return null;
    }
    String chosen = metric == null ? Evaluation.primaryMetric(protocol, options.cutoff()) : metric;
    SearchSettings settings = new SearchSettings(candidates, chosen, given);
    return tell(
        console, RandomSearch.run(kind, log, protocol, options, settings, console.search(chosen)));
  }

  /**
   * What a search for the best prediction of ratings finds, or null if none is asked for.
   *
   * @throws IllegalArgumentException if the data cannot be used, or the metric is no error
   */
  SearchReport run(
      Console console,
      RatingKind kind,
      Map<String, String> given,
      InteractionLog log,
      RatingProtocol protocol,
      EvaluationOptions options) {
    if (candidates == null) {
      return null;
    }
    String chosen = metric == null ? RatingEvaluation.RMSE : metric;
    SearchSettings settings = new SearchSettings(candidates, chosen, given);
    return tell(
        console, RandomSearch.run(kind, log, protocol, options, settings, console.search(chosen)));
  }

  private static SearchReport tell(Console console, SearchReport report) {
    console.tell(
        "validation %s %.4f (default %.4f) by %s",
        report.metric(), report.value(), report.defaultValue(), report.parameters());
    return report;
  }

  /**
   * Checks the options before anything is read.
   *
   * @throws ParameterException if an option is wrong, or the model has nothing to search
   */
  void check(CommandLine command, ModelKind kind, Map<String, String> given) {
    if (candidates == null && metric != null) {
      throw new ParameterException(command, "--search-metric needs --search");
    }
    if (candidates != null && candidates < 2) {
      throw new ParameterException(command, "--search is at least 2, was " + candidates);
    }
    if (candidates != null
        && kind.searchSpace(ModelChoice.parameters(command, kind, given))
            .without(given.keySet())
            .isEmpty()) {
      throw new ParameterException(command, "there is nothing to search in " + kind.name());
    }
  }
}
