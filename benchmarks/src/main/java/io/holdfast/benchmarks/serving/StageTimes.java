package io.holdfast.benchmarks.serving;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The latency of each stage, as the service's Prometheus histogram {@value #METRIC} tells it.
 *
 * @param stages by name
 */
record StageTimes(Map<String, Stage> stages) {
  private static final String METRIC = "holdfast_recommendations_stage_seconds";
  private static final Pattern LINE =
      Pattern.compile(METRIC + "_(bucket|sum|count)\\{([^}]*)\\} (\\S+)");
  private static final Pattern STAGE = Pattern.compile("stage=\"([^\"]+)\"");
  private static final Pattern BOUND = Pattern.compile("le=\"([^\"]+)\"");
  private static final double MILLIS = 1e3;

  /**
   * One stage.
   *
   * @param count how often
   * @param seconds altogether
   * @param upTo by upper bound in seconds, how many took no longer
   */
  record Stage(double count, double seconds, TreeMap<Double, Double> upTo) {
    Stage() {
      this(0, 0, new TreeMap<>());
    }

    private Stage minus(Stage before) {
      TreeMap<Double, Double> difference = new TreeMap<>();
      upTo.forEach(
          (bound, number) -> {
            Map.Entry<Double, Double> same = before.upTo.floorEntry(bound);
            difference.put(bound, number - (same == null ? 0 : same.getValue()));
          });
      return new Stage(count - before.count, seconds - before.seconds, difference);
    }

    /** The upper bound of the bucket that holds the quantile, in seconds. */
    private double quantile(double share) {
      return upTo.entrySet().stream()
          .filter(bucket -> bucket.getValue() >= share * count)
          .mapToDouble(Map.Entry::getKey)
          .findFirst()
          .orElse(Double.NaN);
    }
  }

  static StageTimes parse(String metrics) {
    Map<String, Stage> stages = new TreeMap<>();
    Matcher line = LINE.matcher(metrics);
    while (line.find()) {
      Matcher name = STAGE.matcher(line.group(2));
      if (!name.find()) {
        continue;
      }
      Stage stage = stages.computeIfAbsent(name.group(1), unknown -> new Stage());
      double value = Double.parseDouble(line.group(3));
      switch (line.group(1)) {
        case "bucket" -> stage.upTo().put(bound(line.group(2)), value);
        case "sum" -> stages.put(name.group(1), new Stage(stage.count(), value, stage.upTo()));
        default -> stages.put(name.group(1), new Stage(value, stage.seconds(), stage.upTo()));
      }
    }
    return new StageTimes(stages);
  }

  private static double bound(String labels) {
    Matcher bound = BOUND.matcher(labels);
    if (!bound.find()) {
      throw new IllegalArgumentException("a bucket without a bound: " + labels);
    }
    return bound.group(1).equals("+Inf")
        ? Double.POSITIVE_INFINITY
        : Double.parseDouble(bound.group(1));
  }

  StageTimes minus(StageTimes before) {
    Map<String, Stage> difference = new LinkedHashMap<>();
    stages.forEach(
        (name, stage) ->
            difference.put(name, stage.minus(before.stages.getOrDefault(name, new Stage()))));
    return new StageTimes(difference);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    stages.forEach(
        (name, stage) -> {
          if (stage.count() > 0) {
            text.append(
                String.format(
                    Locale.ROOT,
                    "  stage %-12s mean %.2f ms, p50 <= %.2f, p99 <= %.2f%n",
                    name,
                    MILLIS * stage.seconds() / stage.count(),
                    MILLIS * stage.quantile(0.5),
                    MILLIS * stage.quantile(0.99)));
          }
        });
    return text.toString();
  }
}
