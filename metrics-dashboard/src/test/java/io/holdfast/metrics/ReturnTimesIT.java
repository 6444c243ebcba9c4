package io.holdfast.metrics;

import static io.holdfast.metrics.Story.CONTROL;
import static io.holdfast.metrics.Story.at;
import static io.holdfast.metrics.Story.clock;
import static io.holdfast.metrics.Story.experiment;
import static io.holdfast.metrics.Story.served;
import static io.holdfast.metrics.Story.visit;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.contracts.event.Event;
import io.holdfast.metrics.domain.ReturnTimes;
import io.holdfast.stickiness.session.Sessionizer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the engine keeps of return times, against {@link ReturnTime} over each user's history. */
class ReturnTimesIT {

  private static final int USERS = 120;
  private static final int DAYS = 36;
  private static final int MINUTES_A_DAY = 24 * 60;

  /** A visit and the day before whose evaluation it comes. */
  private record Arrival(Instant at, int day) {}

  /** Exposed once, with visits of which some come days late. */
  private record History(Instant exposedAt, int enteredOn, List<Arrival> visits) {

    static History random(Random random) {
      int exposed = random.nextInt(5 * MINUTES_A_DAY);
      List<Arrival> visits = new ArrayList<>();
      for (int visit = random.nextInt(4); visit > 0; visit--) {
        visits.add(arrival(exposed - 60 + random.nextInt(120), 0));
      }
      for (int visit = random.nextInt(5); visit > 0; visit--) {
        int minute = exposed + MINUTES_A_DAY * 5 / 4 + random.nextInt(40 * MINUTES_A_DAY);
        visits.add(arrival(minute, random.nextBoolean() ? 0 : random.nextInt(6)));
      }
      return new History(minute(exposed), 1 + dayOf(exposed), visits);
    }

    private static Arrival arrival(int minute, int daysLate) {
      return new Arrival(minute(minute), 1 + dayOf(minute) + daysLate);
    }

    private static int dayOf(int minute) {
      return Math.floorDiv(minute, MINUTES_A_DAY);
    }

    /** Half a minute off, so that nothing happens exactly at a midnight. */
    private static Instant minute(int minute) {
      return at(0, 0, minute).plusSeconds(30);
    }

    List<Instant> knownOn(int day) {
      return visits.stream().filter(visit -> visit.day() <= day).map(Arrival::at).sorted().toList();
    }

    /** The hour of return, as it was told on the first day on which it could be. */
    Optional<Integer> hour() {
      for (int day = 2; day <= DAYS; day++) {
        Instant watermark = at(day, 0, 0);
        if (!exposedAt.plus(Duration.ofDays(1)).isAfter(watermark)) {
          Optional<ReturnTime> observed =
              ReturnTime.observe(
                  exposedAt, Sessionizer.STANDARD.sessionsOf(knownOn(day)), watermark);
          int hours = observed.map(found -> (int) found.time().toHours()).orElse(0);
          if (hours >= ReturnTimes.HORIZON_HOURS) {
            return Optional.of(ReturnTimes.HORIZON_HOURS);
          }
          if (observed.map(ReturnTime::returned).orElse(false)) {
            return Optional.of(hours);
          }
        }
      }
      return Optional.empty();
    }
  }

  /** In many transactions a day, and in one for all days. */
  @ParameterizedTest
  @ValueSource(ints = {40, 4000})
  void hoursAreThoseOfTheDefinition(int batchSize) {
    Random random = new Random(20_261_124);
    List<History> histories = new ArrayList<>();
    for (int user = 0; user < USERS; user++) {
      histories.add(History.random(random));
    }
    Map<Integer, Integer> told = new TreeMap<>();
    histories.forEach(
        history -> history.hour().ifPresent(hour -> told.merge(hour, 1, Integer::sum)));

    try (MetricsDatabase metrics = new MetricsDatabase()) {
      metrics.append(log(histories)).consume(batchSize);

      assertThat(metrics.rows("SELECT hour, users FROM return_rollup ORDER BY 1"))
          .isEqualTo(
              told.entrySet().stream()
                  .map(entry -> "(" + entry.getKey() + "," + entry.getValue() + ")")
                  .toList());
      int everybody = told.values().stream().mapToInt(Integer::intValue).sum();
      assertThat(metrics.rows("SELECT coalesce(sum(users), 0) FROM return_awaited_rollup"))
          .containsExactly("(" + (USERS - everybody) + ")");
    }
  }

  /** Both begin before the last evaluation, which nothing that comes in time does. */
  @Test
  void aLateVisitAndALateExposureAreSeen() {
    try (MetricsDatabase metrics = new MetricsDatabase()) {
      metrics
          .append(experiment(), served("a", CONTROL, at(0, 10, 0)), clock(6, 1))
          .consume()
          .append(
              visit("a", at(2, 10, 30)),
              served("b", CONTROL, at(1, 10, 0)),
              visit("b", at(3, 10, 0)),
              clock(7, 1))
          .consume();

      assertThat(metrics.rows("SELECT hour, users FROM return_rollup ORDER BY 1"))
          .containsExactly("(48,2)");
      assertThat(metrics.rows("SELECT * FROM return_awaited_rollup")).isEmpty();
      assertThat(
              metrics.rows(
                  "SELECT day, matured, returned FROM retention_rollup WHERE day < 7 ORDER BY 1"))
          .containsExactly("(0,2,0)", "(1,2,0)", "(2,2,2)", "(3,2,0)", "(4,2,0)", "(5,1,0)");
    }
  }

  private static List<Event> log(List<History> histories) {
    List<Event> events = new ArrayList<>();
    events.add(experiment());
    for (int day = 0; day <= DAYS; day++) {
      for (int user = 0; user < histories.size(); user++) {
        History history = histories.get(user);
        String id = "u" + user;
        if (history.enteredOn() == day) {
          events.add(served(id, CONTROL, history.exposedAt()));
        }
        for (Arrival visit : history.visits()) {
          if (visit.day() == day) {
            events.add(visit(id, visit.at()));
          }
        }
      }
      events.add(clock(day, 1));
    }
    return events;
  }
}
