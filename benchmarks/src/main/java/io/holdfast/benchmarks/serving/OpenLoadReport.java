package io.holdfast.benchmarks.serving;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** What came of an open load. Not thread-safe. */
final class OpenLoadReport {
  private static final long LONGEST_MICROS = Duration.ofMinutes(5).toNanos() / 1_000;
  private static final double MICROS_A_MILLI = 1_000;
  private static final String ITEM = "\"itemId\":\"";
  private static final String SOURCE = "\"source\":\"";

  private final Histogram lists = new Histogram(LONGEST_MICROS, 3);
  private final Histogram interactions = new Histogram(LONGEST_MICROS, 3);
  private final Histogram late = new Histogram(LONGEST_MICROS, 3);
  private final Map<String, Integer> sources = new TreeMap<>();
  private int asked;
  private int stale;

  void sentLate(long nanos) {
    late.recordValue(nanos / 1_000);
  }

  /**
   * A list came.
   *
   * @param clicked the item that the user has dealt with before asking; null if there is none
   */
  void list(long nanos, String body, String clicked) {
    lists.recordValue(nanos / 1_000);
    sources.merge(String.valueOf(after(body, SOURCE)), 1, Integer::sum);
    if (clicked != null) {
      asked++;
      stale += body.contains(ITEM + clicked + "\"") ? 1 : 0;
    }
  }

  void acknowledged(long nanos) {
    interactions.recordValue(nanos / 1_000);
  }

  /** The first item of a list; null if it is empty. */
  static String firstItem(String body) {
    return after(body, ITEM);
  }

  private static String after(String body, String key) {
    int at = body.indexOf(key);
    return at < 0 ? null : body.substring(at + key.length(), body.indexOf('"', at + key.length()));
  }

  /** How many lists came. */
  long lists() {
    return lists.getTotalCount();
  }

  @Override
  public String toString() {
    return line("lists", lists)
        + line("interactions", interactions)
        + line("sent late by", late)
        + "  sources %s; asked again after an acknowledged click %,d times, the item came back %,d"
            .formatted(sources, asked, stale)
        + System.lineSeparator();
  }

  private static String line(String name, Histogram micros) {
    return String.format(
        Locale.ROOT,
        "  %-18s %,d: p50 %.2f ms, p90 %.2f, p99 %.2f, p99.9 %.2f, most %.2f%n",
        name,
        micros.getTotalCount(),
        micros.getValueAtPercentile(50) / MICROS_A_MILLI,
        micros.getValueAtPercentile(90) / MICROS_A_MILLI,
        micros.getValueAtPercentile(99) / MICROS_A_MILLI,
        micros.getValueAtPercentile(99.9) / MICROS_A_MILLI,
        micros.getMaxValue() / MICROS_A_MILLI);
  }
}
