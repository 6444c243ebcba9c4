package io.holdfast.cli.command;

import io.holdfast.cli.analysis.Analysis;
import io.holdfast.cli.analysis.AnalysisRequest;
import io.holdfast.cli.analysis.AnalyzeTable;
import io.holdfast.cli.analysis.MetricDefinition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code holdfast analyze}: what an experiment has shown, from a table, without any service. */
@Command(
    name = "analyze",
    description = "Analyses an experiment from a CSV file, gzipped or not.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Rows of one unit are reduced first: the sum for a mean and both sides of a",
      "ratio, the largest for a proportion (of values 0 and 1). A covariate is the",
      "same in all rows of a unit, or empty where it is unknown. Units in two",
      "variants are dropped and counted. Intervals are at 95 %%. Under a sample ratio",
      "mismatch nothing is compared.",
      "A variant with fewer than two units is inconclusive; if for that reason no",
      "variant can be compared, the exit code is 1.",
      "Examples:",
      "  holdfast analyze --data experiment.csv --unit user --variant variant \\",
      "      --control old --metric minutes --metric returned:proportion \\",
      "      --metric minutes:ratio/sessions",
      "  holdfast analyze --data experiment.csv.gz --unit user --variant variant \\",
      "      --control old --metric minutes --covariate minutes_before \\",
      "      --expected old=9,new=1 --planned 20000 --json"
    })
final class AnalyzeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--data", required = true, paramLabel = "FILE", description = "the table")
  private Path data;

  @Option(
      names = "--unit",
      required = true,
      paramLabel = "COL",
      description = "the column of what was split between the variants, such as the user")
  private String unit;

  @Option(
      names = "--variant",
      required = true,
      paramLabel = "COL",
      description = "the column of the unit's variant")
  private String variant;

  @Option(
      names = "--control",
      required = true,
      paramLabel = "NAME",
      description = "the variant that the others are compared with")
  private String control;

  @Option(
      names = "--metric",
      required = true,
      paramLabel = "COL[:KIND]",
      description =
          "a column of numbers and its kind: mean (default), proportion, ratio/DENOMINATOR, or"
              + " quantile/P of the values of all rows; may be given more than once")
  private List<String> metrics = new ArrayList<>();

  @Option(
      names = "--winsorize",
      paramLabel = "P",
      description =
          "in means and both sides of ratios, pulls values of units above this quantile of the units"
              + " of all variants, such as 0.99, in to it")
  private Double winsorized;

  @Option(
      names = "--prior",
      paramLabel = "SD",
      description =
          "computes the chance to beat the control under a normal prior of the relative lift, around"
              + " 0 with this standard deviation, such as 0.3 (default: a flat prior)")
  private Double prior;

  @Option(
      names = "--covariate",
      paramLabel = "COL",
      description = "a column that was measured before the experiment: adds the CUPED estimate")
  private String covariate;

  @Option(
      names = "--expected",
      paramLabel = "NAME=W",
      split = ",",
      description = "the weight of each variant, for the sample-ratio check (default: equal)")
  private Map<String, Double> expected = new LinkedHashMap<>();

  @Option(
      names = "--planned",
      paramLabel = "N",
      description =
          "the units that were planned, all variants together: the always-valid intervals are"
              + " tightest there, and valid everywhere (default: "
              + AnalysisRequest.ASSUMED_PLANNED_USERS
              + ")")
  private Long planned;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Console console = new Console(spec.commandLine());
    Analysis analysis;
    try {
      analysis = AnalyzeTable.run(request());
    } catch (IllegalArgumentException e) {
      return console.refuse(spec.name(), e);
    }
    console.tell("read %,d rows", analysis.rows());
    AnalysisText text = new AnalysisText(console);
    if (json) {
      console.printJson(analysis);
    } else {
      text.print(analysis, planned != null);
    }
    return text.tellOfTooFewUnits(analysis) ? ExitCode.SOFTWARE : ExitCode.OK;
  }

  private AnalysisRequest request() {
    return new AnalysisRequest(
        DataOptions.readable(data),
        unit,
        variant,
        control,
        metrics.stream().map(MetricDefinition::parse).toList(),
        optional(winsorized),
        optional(prior),
        covariate,
        expected,
        planned == null ? AnalysisRequest.ASSUMED_PLANNED_USERS : planned);
  }

  private static OptionalDouble optional(Double number) {
    return number == null ? OptionalDouble.empty() : OptionalDouble.of(number);
  }
}
