package io.holdfast.cli.analysis;

import io.holdfast.stickiness.statistics.MetricKind;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A metric of a table, as the command line names it. */
public sealed interface MetricDefinition {

  /** The column of its values; of a ratio, that of the numerators. */
  String column();

  /**
   * A metric of one number a unit, or two.
   *
   * @param column as above
   * @param kind mean, proportion or ratio
   * @param denominator the column of a ratio's denominators; null for the others
   */
  record OfUnits(String column, MetricKind kind, String denominator) implements MetricDefinition {

    /**
     * Checks the columns.
     *
     * @throws IllegalArgumentException if one is missing
     */
    public OfUnits {
      if (column.isBlank() || (kind == MetricKind.RATIO && denominator.isBlank())) {
        throw new IllegalArgumentException(NAMELESS);
      }
    }
  }

  /**
   * A quantile of the values of all rows, of which a unit may have several.
   *
   * @param column as above
   * @param probability such as 0.5 for the median
   */
  record OfRows(String column, double probability) implements MetricDefinition {

    /**
     * Checks the column and the probability.
     *
     * @throws IllegalArgumentException if the column is missing, or the probability not in (0, 1)
     */
    public OfRows {
      if (column.isBlank()) {
        throw new IllegalArgumentException(NAMELESS);
      }
      if (!(probability > 0 && probability < 1)) {
        throw new IllegalArgumentException(
            "metric %s: a quantile lies between 0 and 1, such as 0.5, was %s"
                .formatted(column, probability));
      }
    }
  }

  /** A column and its kind. */
  Pattern KIND =
      Pattern.compile(
          "(?<column>.*?):(?:(?<kind>mean|proportion)|ratio/(?<denominator>.*)"
              + "|quantile/(?<probability>.*))");

  /** What a metric without a column is told. */
  String NAMELESS = "a metric needs the name of its column";

  /**
   * Reads {@code COLUMN}, {@code COLUMN:mean}, {@code COLUMN:proportion}, {@code
   * COLUMN:ratio/DENOMINATOR} or {@code COLUMN:quantile/P}; a mean if no kind is named.
   *
   * @throws IllegalArgumentException if it is none of these
   */
  static MetricDefinition parse(String text) {
    Matcher named = KIND.matcher(text);
    if (!named.matches()) {
      if (text.indexOf(':') >= 0) {
        throw new IllegalArgumentException(
            "metric %s: what follows the column is :mean, :proportion, :ratio/DENOMINATOR or"
                    .formatted(text)
                + " :quantile/P");
      }
      return new OfUnits(text, MetricKind.MEAN, null);
    }
    String column = named.group("column");
    if (named.group("denominator") != null) {
      return new OfUnits(column, MetricKind.RATIO, named.group("denominator"));
    }
    if (named.group("probability") != null) {
      return new OfRows(column, probability(text, named.group("probability")));
    }
    return new OfUnits(
        column, named.group("kind").equals("mean") ? MetricKind.MEAN : MetricKind.PROPORTION, null);
  }

  private static double probability(String text, String probability) {
    try {
      return Double.parseDouble(probability);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "metric %s: %s is no number".formatted(text, probability), e);
    }
  }
}
