package io.holdfast.cli.analysis;

import io.holdfast.stickiness.statistics.MetricKind;

/**
 * A metric of a table, as the command line names it.
 *
 * @param column the column of its values; of a ratio, that of the numerators
 * @param kind mean, proportion or ratio
 * @param denominator the column of a ratio's denominators; null for the others
 */
public record MetricDefinition(String column, MetricKind kind, String denominator) {
  private static final String MEAN = ":mean";
  private static final String PROPORTION = ":proportion";
  private static final String RATIO = ":ratio/";

  /**
   * Reads {@code COLUMN}, {@code COLUMN:mean}, {@code COLUMN:proportion} or {@code
   * COLUMN:ratio/DENOMINATOR}; a mean if no kind is named.
   *
   * @throws IllegalArgumentException if it is none of these
   */
  public static MetricDefinition parse(String text) {
    int ratio = text.lastIndexOf(RATIO);
    if (ratio >= 0) {
      return new MetricDefinition(
          text.substring(0, ratio), MetricKind.RATIO, text.substring(ratio + RATIO.length()));
    }
    if (text.endsWith(MEAN)) {
      return new MetricDefinition(without(text, MEAN), MetricKind.MEAN, null);
    }
    if (text.endsWith(PROPORTION)) {
      return new MetricDefinition(without(text, PROPORTION), MetricKind.PROPORTION, null);
    }
    if (text.indexOf(':') >= 0) {
      throw new IllegalArgumentException(
          "metric %s: what follows the column is :mean, :proportion or :ratio/DENOMINATOR"
              .formatted(text));
    }
    return new MetricDefinition(text, MetricKind.MEAN, null);
  }

  /**
   * Checks the columns.
   *
   * @throws IllegalArgumentException if one is missing
   */
  public MetricDefinition {
    if (column.isBlank() || (kind == MetricKind.RATIO && denominator.isBlank())) {
      throw new IllegalArgumentException("a metric needs the name of its column");
    }
  }

  private static String without(String text, String ending) {
    return text.substring(0, text.length() - ending.length());
  }
}
