package io.holdfast.stickiness.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * The triangle beside a plain reading of the definitions: for every cohort, user and column, look
 * at every event. Events fall around the change of clocks of Berlin on 29 March 2026.
 */
class RetentionTrianglePropertyTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Instant FROM = Instant.parse("2026-03-20T00:00:00Z");
  private static final int PERIODS = 6;

  private record Event(int user, Instant time, boolean starts, boolean returns) {}

  @Property(tries = 400, seed = "20261124")
  void countsWhatTheDefinitionsSay(
      @ForAll PeriodUnit unit,
      @ForAll CohortKind cohort,
      @ForAll WindowKind windows,
      @ForAll boolean weeksFromSunday,
      @ForAll Random random) {
    RetentionMeasure measure =
        switch (random.nextInt(3)) {
          case 0 -> RetentionMeasure.ON;
          case 1 -> RetentionMeasure.ON_OR_AFTER;
          default -> new RetentionMeasure.Bracket(random.nextInt(3), 3 + random.nextInt(3));
        };
    long minutes = unit.rolling().multipliedBy(PERIODS + 2).toMinutes();
    List<Event> events = events(random, minutes);
    RetentionQuery query =
        new RetentionQuery(
            new PeriodCalendar(unit, BERLIN, weeksFromSunday ? DayOfWeek.SUNDAY : DayOfWeek.MONDAY),
            cohort,
            measure,
            windows,
            FROM.plus(unit.rolling().dividedBy(2)),
            PERIODS,
            FROM.plus(Duration.ofMinutes(random.nextLong(minutes))));

    List<List<Integer>> counted = cells(RetentionTriangle.measure(columns(events), query));

    assertThat(counted).isEqualTo(expected(events, query));
    Collections.shuffle(events, random);
    assertThat(cells(RetentionTriangle.measure(columns(events), query))).isEqualTo(counted);
  }

  private static List<Event> events(Random random, long minutes) {
    return new ArrayList<>(
        IntStream.range(0, 60)
            .mapToObj(
                _ -> {
                  long minute = random.nextLong(minutes);
                  Instant time = FROM.plus(Duration.ofMinutes(minute - minute % 30));
                  int kind = 1 + random.nextInt(3);
                  return new Event(random.nextInt(8), time, (kind & 1) != 0, (kind & 2) != 0);
                })
            .toList());
  }

  private static RetentionEvents columns(List<Event> events) {
    RetentionEvents columns = new RetentionEvents();
    events.forEach(e -> columns.add(e.user(), e.time().toEpochMilli(), e.starts(), e.returns()));
    return columns;
  }

  private static List<List<Integer>> cells(RetentionTriangle triangle) {
    List<List<Integer>> cells = new ArrayList<>();
    for (RetentionCohort cohort : triangle.cohorts()) {
      for (int k = 0; k < cohort.columns(); k++) {
        cells.add(
            List.of(
                cohort.size(),
                cohort.returned(k),
                cohort.matured(k),
                (int) cohort.point(k).returned()));
      }
    }
    return cells;
  }

  private static List<List<Integer>> expected(List<Event> events, RetentionQuery query) {
    List<List<Integer>> cells = new ArrayList<>();
    Instant start = truncate(query.first(), query.calendar());
    for (int cohort = 0; cohort < query.periods(); cohort++) {
      Instant end = after(start, 1, query.calendar());
      TreeMap<Integer, Instant> anchors = anchors(events, query.cohort(), start, end);
      int columns =
          query.measure() instanceof RetentionMeasure.Bracket ? 1 : query.periods() - cohort;
      for (int k = 0; k < columns; k++) {
        cells.add(cell(events, query, start, anchors, k, columns));
      }
      start = end;
    }
    return cells;
  }

  private static List<Integer> cell(
      List<Event> events,
      RetentionQuery query,
      Instant start,
      TreeMap<Integer, Instant> anchors,
      int k,
      int columns) {
    int to =
        switch (query.measure()) {
          case RetentionMeasure.On _ -> k + 1;
          case RetentionMeasure.OnOrAfter _ ->
              Math.max(k + 1, Math.min(columns, followUp(query, start)));
          case RetentionMeasure.Bracket bracket -> bracket.to();
        };
    int from = query.measure() instanceof RetentionMeasure.Bracket bracket ? bracket.from() : k;
    int returned = 0;
    int matured = 0;
    int both = 0;
    for (var anchor : anchors.entrySet()) {
      Instant opens = from == 0 ? anchor.getValue() : bound(query, start, anchor.getValue(), from);
      Instant closes = bound(query, start, anchor.getValue(), to);
      boolean returns =
          events.stream()
              .filter(e -> e.user() == anchor.getKey() && e.returns())
              .anyMatch(e -> !e.time().isBefore(opens) && e.time().isBefore(closes));
      boolean matures = !closes.isAfter(query.watermark());
      returned += returns ? 1 : 0;
      matured += matures ? 1 : 0;
      both += returns && matures ? 1 : 0;
    }
    return List.of(anchors.size(), returned, matured, both);
  }

  /** Periods that the latest possible member of a cohort has had whole. */
  private static int followUp(RetentionQuery query, Instant start) {
    Instant latest = after(start, 1, query.calendar()).minusMillis(1);
    int periods = 0;
    while (periods < query.periods()
        && !bound(query, start, latest, periods + 1).isAfter(query.watermark())) {
      periods++;
    }
    return periods;
  }

  private static TreeMap<Integer, Instant> anchors(
      List<Event> events, CohortKind kind, Instant start, Instant end) {
    TreeMap<Integer, Instant> anchors = new TreeMap<>();
    for (Event e : events) {
      boolean first =
          events.stream()
              .noneMatch(o -> o.user() == e.user() && o.starts() && o.time().isBefore(e.time()));
      if (e.starts()
          && !e.time().isBefore(start)
          && e.time().isBefore(end)
          && (first || kind == CohortKind.RECURRING)) {
        anchors.merge(e.user(), e.time(), (a, b) -> a.isBefore(b) ? a : b);
      }
    }
    return anchors;
  }

  private static Instant bound(RetentionQuery query, Instant start, Instant anchor, int k) {
    return query.windows() == WindowKind.ROLLING
        ? anchor.plus(query.calendar().unit().rolling().multipliedBy(k))
        : after(start, k, query.calendar());
  }

  private static Instant truncate(Instant time, PeriodCalendar calendar) {
    if (calendar.unit() == PeriodUnit.HOUR) {
      return time.truncatedTo(ChronoUnit.HOURS);
    }
    LocalDate date = time.atZone(BERLIN).toLocalDate();
    LocalDate first =
        switch (calendar.unit()) {
          case WEEK -> date.with(TemporalAdjusters.previousOrSame(calendar.weekStart()));
          case MONTH -> date.withDayOfMonth(1);
          default -> date;
        };
    return first.atStartOfDay(BERLIN).toInstant();
  }

  private static Instant after(Instant start, int count, PeriodCalendar calendar) {
    LocalDate date = start.atZone(BERLIN).toLocalDate();
    return switch (calendar.unit()) {
      case HOUR -> start.plus(Duration.ofHours(count));
      case DAY -> date.plusDays(count).atStartOfDay(BERLIN).toInstant();
      case WEEK -> date.plusWeeks(count).atStartOfDay(BERLIN).toInstant();
      case MONTH -> date.plusMonths(count).atStartOfDay(BERLIN).toInstant();
    };
  }
}
