package io.holdfast.cli.command;

import io.holdfast.cli.retention.EventColumns;
import io.holdfast.cli.retention.MeasureRetention;
import io.holdfast.cli.retention.Retention;
import io.holdfast.cli.retention.RetentionRequest;
import io.holdfast.cli.table.Times;
import io.holdfast.stickiness.retention.CohortKind;
import io.holdfast.stickiness.retention.PeriodCalendar;
import io.holdfast.stickiness.retention.PeriodUnit;
import io.holdfast.stickiness.retention.RetentionMeasure;
import io.holdfast.stickiness.retention.WindowKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code holdfast retention}: cohort retention from a table of events, without any service. */
@Command(
    name = "retention",
    description = "Computes cohort retention from a CSV file of events, gzipped or not.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Times are ISO 8601 (UTC where there is no offset), or seconds or milliseconds",
      "since 1970. A period has matured for a user when the whole of it lies before",
      "the last event of the file; shares are of these users alone, so nobody who may",
      "still return counts as lost.",
      "Measures:",
      "  on           a return in period k after the anchor: the user's first start",
      "               event of all, or for a recurring cohort of the cohort's period",
      "  on-or-after  in period k or later, with the same follow-up for a whole cohort",
      "  bracket      in any of the periods A, A + 1, … B - 1",
      "Windows:",
      "  rolling      period k begins k hours, days (24 h), weeks or months (30 days)",
      "               after the anchor",
      "  calendar     the k-th hour, day, week or month of the calendar in the zone",
      "Examples:",
      "  holdfast retention --events events.csv --user user --time time \\",
      "      --period day --cohort first-time --measure on",
      "  holdfast retention --events events.csv.gz --event event --start signup \\",
      "      --return purchase --period week --cohort recurring \\",
      "      --measure on-or-after --windows calendar --zone Europe/Berlin --json"
    })
final class RetentionCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--events", required = true, paramLabel = "FILE", description = "the table")
  private Path events;

  @Option(
      names = "--user",
      paramLabel = "COL",
      defaultValue = "user",
      description = "the column of the user (default: user)")
  private String user;

  @Option(
      names = "--time",
      paramLabel = "COL",
      defaultValue = "time",
      description = "the column of the time (default: time)")
  private String time;

  @Option(
      names = "--event",
      paramLabel = "COL",
      description = "the column of the event's name, for --start and --return")
  private String event;

  @Option(
      names = "--start",
      paramLabel = "NAME",
      description = "the event that puts its user into a cohort (default: any)")
  private String start;

  @Option(
      names = "--return",
      paramLabel = "NAME",
      description = "the event that is a return (default: any)")
  private String returning;

  @Option(
      names = "--period",
      required = true,
      paramLabel = "hour|day|week|month",
      description = "the length of a period")
  private String period;

  @Option(
      names = "--cohort",
      required = true,
      paramLabel = "first-time|recurring",
      description =
          "whether a user is in the cohort of the first start event, or of every period with one")
  private String cohort;

  @Option(
      names = "--measure",
      required = true,
      paramLabel = "on|on-or-after|bracket",
      description = "which periods count")
  private String measure;

  @Option(
      names = "--bracket",
      paramLabel = "A,B",
      description = "the periods of --measure bracket: from A, before B")
  private String bracket;

  @Option(
      names = "--windows",
      paramLabel = "rolling|calendar",
      defaultValue = "rolling",
      description = "where a user's periods begin (default: rolling)")
  private String windows;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      defaultValue = "UTC",
      description = "the time zone of the periods, such as Europe/Berlin (default: UTC)")
  private String zone;

  @Option(
      names = "--week-start",
      paramLabel = "monday|sunday",
      defaultValue = "monday",
      description = "default: monday")
  private String weekStart;

  @Option(
      names = "--first",
      paramLabel = "T",
      description =
          "a time in the first cohort's period; in the zone, if without an offset (default: that of"
              + " the first start event)")
  private String first;

  @Option(
      names = "--periods",
      paramLabel = "N",
      description = "how many cohorts (default: up to the last event)")
  private Integer periods;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Console console = new Console(spec.commandLine());
    Retention retention;
    try {
      retention = MeasureRetention.run(request());
    } catch (IllegalArgumentException | DateTimeException e) {
      return console.refuse(spec.name(), e);
    }
    console.tell("read %,d rows of %,d users", retention.rows(), retention.users());
    if (!retention.hasReturns()) {
      console.tell("no event is called %s, so nobody has returned", returning);
    }
    if (json) {
      console.printJson(retention);
    } else {
      RetentionText.print(console, retention);
    }
    return ExitCode.OK;
  }

  private RetentionRequest request() {
    ZoneId where = ZoneId.of(zone);
    return new RetentionRequest(
        DataOptions.readable(events),
        new EventColumns(user, time, event, start, returning),
        new PeriodCalendar(PeriodUnit.of(period), where, weekStart()),
        CohortKind.of(cohort),
        measure(),
        WindowKind.of(windows),
        Optional.ofNullable(first).map(text -> Instant.ofEpochMilli(Times.parse(text, where))),
        periods == null ? OptionalInt.empty() : OptionalInt.of(periods));
  }

  private DayOfWeek weekStart() {
    return switch (weekStart) {
      case "monday" -> DayOfWeek.MONDAY;
      case "sunday" -> DayOfWeek.SUNDAY;
      default -> throw new IllegalArgumentException("a week starts on monday or sunday");
    };
  }

  private RetentionMeasure measure() {
    if (measure.equals("bracket")) {
      return bracket();
    }
    if (bracket != null) {
      throw new IllegalArgumentException("--bracket belongs to --measure bracket");
    }
    return switch (measure) {
      case "on" -> RetentionMeasure.ON;
      case "on-or-after" -> RetentionMeasure.ON_OR_AFTER;
      default ->
          throw new IllegalArgumentException(
              "--measure is on, on-or-after or bracket, not " + measure);
    };
  }

  private RetentionMeasure bracket() {
    if (bracket == null || !bracket.matches("\\d{1,6},\\d{1,6}")) {
      throw new IllegalArgumentException(
          "--measure bracket needs --bracket A,B, such as 7,14 for the periods 7 to 13");
    }
    int comma = bracket.indexOf(',');
    return new RetentionMeasure.Bracket(
        Integer.parseInt(bracket.substring(0, comma)),
        Integer.parseInt(bracket.substring(comma + 1)));
  }
}
