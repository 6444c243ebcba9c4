package io.holdfast.metrics.rest;

import io.holdfast.contracts.problem.Violations;
import io.holdfast.metrics.domain.ExperimentMetrics;
import io.holdfast.metrics.results.PlanQuestion;
import io.holdfast.stickiness.metric.MetricId;
import io.holdfast.stickiness.statistics.MetricKind;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The query of a plan. */
public class PlanParameters {

  private static final Pattern COMMA = Pattern.compile(",");
  private static final double WEIGHT_TOLERANCE = 0.001;
  private static final int MOST_ARMS = 20;
  private static final int MOST_DAYS = 3650;

  @Parameter(
      description =
          "What is to improve: retention-day-N, retention-A-B, session-seconds, sessions-per-user"
              + " or active-days-28.",
      example = "retention-day-7")
  @QueryParam("metric")
  String metric;

  @Parameter(
      description =
          "The control's value: a share for a proportion, the product's own if absent; for a mean"
              + " or ratio only to tell the relative effect.",
      example = "0.2")
  @QueryParam("baseline")
  String baseline;

  @Parameter(description = "The variance per user of a mean or ratio, which has no other baseline.")
  @QueryParam("variance")
  String variance;

  @Parameter(
      description = "The smallest improvement worth finding, in the metric's own unit.",
      example = "0.02")
  @QueryParam("effect")
  String effect;

  @Parameter(
      description = "The arms' shares of the users who take part, the control's first.",
      example = "0.5,0.5")
  @QueryParam("weights")
  @DefaultValue("0.5,0.5")
  String weights;

  @Parameter(description = "The share of all users who take part.", example = "1")
  @QueryParam("coverage")
  @DefaultValue("1")
  String coverage;

  @Parameter(
      description = "The error rate, two-sided, of all challengers together.",
      example = "0.05")
  @QueryParam("alpha")
  @DefaultValue("0.05")
  String alpha;

  @Parameter(description = "The wanted chance to find the effect.", example = "0.8")
  @QueryParam("power")
  @DefaultValue("0.8")
  String power;

  @Parameter(
      description =
          "Users who could enter the experiment each day; the product's distinct users of the last"
              + " 28 days, spread over them, if absent.",
      example = "1400")
  @QueryParam("usersPerDay")
  String usersPerDay;

  @Parameter(description = "After how many days it is to be over.", example = "56")
  @QueryParam("longestDays")
  @DefaultValue("56")
  String longestDays;

  private final Violations violations = new Violations();

  /**
   * What is asked.
   *
   * @throws io.holdfast.contracts.problem.ProblemException with all that is wrong
   */
  PlanQuestion question() {
    Optional<MetricId> known = metric();
    boolean proportion = known.map(id -> id.kind() == MetricKind.PROPORTION).orElse(false);
    Double share =
        optional(
            "baseline",
            baseline,
            value -> !proportion || (value > 0 && value < 1),
            proportion ? "must be above 0 and below 1" : "must be a number");
    Double spread = optional("variance", variance, value -> value > 0, "must be above 0");
    if (known.isPresent()) {
      violations.check(
          proportion == (spread == null),
          "variance",
          proportion ? "does not belong to a proportion" : "is required for " + metric);
    }
    double least = required("effect", effect, value -> value > 0, "must be above 0");
    List<Double> shares = weights();
    double covered =
        required(
            "coverage",
            coverage,
            value -> value > 0 && value <= 1,
            "must be above 0 and at most 1");
    double level =
        required("alpha", alpha, value -> value > 0 && value < 1, "must be above 0 and below 1");
    double chance =
        required(
            "power",
            power,
            value -> value > 0 && value < 1 && !(value <= level),
            "must be above alpha and below 1");
    Double traffic = optional("usersPerDay", usersPerDay, value -> value > 0, "must be above 0");
    double longest =
        required(
            "longestDays",
            longestDays,
            value -> value >= 1 && value <= MOST_DAYS && value == Math.rint(value),
            "must be a whole number from 1 to " + MOST_DAYS);
    violations.throwIfAny();
    return new PlanQuestion(
        known.orElseThrow(),
        share,
        spread,
        least,
        shares,
        covered,
        level,
        chance,
        traffic,
        (int) longest);
  }

  private Optional<MetricId> metric() {
    if (!violations.required("metric", metric)) {
      return Optional.empty();
    }
    Optional<MetricId> known =
        ExperimentMetrics.parse(metric).filter(id -> id.kind() != MetricKind.SURVIVAL);
    violations.check(
        known.isPresent(),
        "metric",
        "must be retention-day-N, retention-A-B, session-seconds, sessions-per-user or"
            + " active-days-28, was '"
            + metric
            + "'");
    return known;
  }

  private List<Double> weights() {
    List<Double> shares = new ArrayList<>();
    for (String text : COMMA.split(weights, -1)) {
      shares.add(
          required(
              "weights",
              text,
              value -> value > 0 && value < 1,
              "must each be above 0 and below 1"));
    }
    double sum = shares.stream().mapToDouble(Double::doubleValue).sum();
    violations.check(
        shares.size() >= 2 && shares.size() <= MOST_ARMS,
        "weights",
        "must be 2 to " + MOST_ARMS + ", were " + shares.size());
    violations.check(
        Math.abs(sum - 1) <= WEIGHT_TOLERANCE, "weights", "must sum to 1, sum to " + sum);
    return shares;
  }

  private Double optional(String field, String text, DoublePredicate valid, String rule) {
    return text == null ? null : Double.valueOf(required(field, text, valid, rule));
  }

  /** The number, or NaN with what is wrong with it among the violations. */
  private double required(String field, String text, DoublePredicate valid, String rule) {
    if (!violations.required(field, text)) {
      return Double.NaN;
    }
    double value = number(text);
    violations.check(
        Double.isFinite(value) && valid.test(value), field, rule + ", was '" + text + "'");
    return value;
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException notANumber) {
      return Double.NaN;
    }
  }
}
