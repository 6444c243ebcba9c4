package io.holdfast.cli.command;

import io.holdfast.cli.retention.Retention;
import io.holdfast.cli.retention.Retention.Cohort;
import io.holdfast.stickiness.retention.RetentionPoint;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** A retention triangle for people: a row a cohort, shares of those whose period has matured. */
final class RetentionText {
  /** As many columns as fit a wide terminal. */
  private static final int MOST_COLUMNS = 15;

  private RetentionText() {}

  static void print(Console console, Retention retention) {
    List<RetentionPoint> points = retention.curve().points();
    int columns = Math.min(MOST_COLUMNS, points.size());
    console.print(
        "%s cohorts by %s, retention %s, %s windows, zone %s",
        retention.cohort(),
        retention.period(),
        retention.measure(),
        retention.windows(),
        retention.zone());
    console.print(
        "known up to %s; periods that have not matured for anybody are left out",
        retention.watermark());
    console.print("");
    StringBuilder heading = new StringBuilder(row("cohort", "users"));
    IntStream.range(0, columns).forEach(k -> heading.append(cell(String.valueOf(k))));
    console.print("%s", heading);
    for (Cohort cohort : retention.cohorts()) {
      StringBuilder line =
          new StringBuilder(
              row(
                  start(cohort.start(), retention.period(), retention.zone()),
                  String.format(Locale.ROOT, "%,d", cohort.size())));
      cohort.retention().stream().limit(columns).forEach(share -> line.append(cell(share(share))));
      console.print("%s", line.toString().stripTrailing());
    }
    long users = retention.cohorts().stream().mapToLong(Cohort::size).sum();
    StringBuilder all = new StringBuilder(row("all", String.format(Locale.ROOT, "%,d", users)));
    points.stream().limit(columns).forEach(point -> all.append(cell(share(point))));
    console.print("%s", all.toString().stripTrailing());
    if (points.size() > columns) {
      console.print("%,d more columns are in the document of --json", points.size() - columns);
    }
  }

  private static String row(String name, String users) {
    return String.format(Locale.ROOT, "%-16s %10s", name, users);
  }

  private static String cell(String text) {
    return String.format(Locale.ROOT, " %7s", text);
  }

  private static String share(RetentionPoint point) {
    return point.rate().isEmpty() ? "" : share(point.rate().getAsDouble());
  }

  private static String share(Double share) {
    return share == null ? "" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  private static String start(Instant start, String period, ZoneId zone) {
    String pattern =
        switch (period) {
          case "hour" -> "yyyy-MM-dd HH:mm";
          case "month" -> "yyyy-MM";
          default -> "yyyy-MM-dd";
        };
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(zone).format(start);
  }
}
