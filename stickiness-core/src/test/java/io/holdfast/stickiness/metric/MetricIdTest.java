package io.holdfast.stickiness.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.holdfast.stickiness.retention.RetentionWindow;
import io.holdfast.stickiness.retention.UserActivity;
import io.holdfast.stickiness.statistics.MetricKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricIdTest {

  private static final Instant ANCHOR = Instant.parse("2026-03-01T10:00:00Z");

  /** A user active some minutes after exposure. */
  private static UserActivity user(double... minutes) {
    return new UserActivity(
        ANCHOR,
        DoubleStream.of(minutes)
            .mapToObj(m -> ANCHOR.plus(Duration.ofMillis(Math.round(m * 60_000))))
            .toList());
  }

  private static Outcome outcome(String id, UserActivity user) {
    return ((ReducibleMetric) MetricId.parse(id)).outcome(user);
  }

  private static double days(double days) {
    return days * 24 * 60;
  }

  @ParameterizedTest
  @CsvSource({
    "retention-day-0, PROPORTION, 24",
    "retention-day-7, PROPORTION, 192",
    "retention-7-14, PROPORTION, 336",
    "session-seconds, RATIO, 168",
    "sessions-per-user, MEAN, 168",
    "active-days-28, MEAN, 672",
    "return-days-14, SURVIVAL, 336"
  })
  void readsWhatItWrites(String id, MetricKind kind, long hours) {
    MetricId metric = MetricId.parse(id);

    assertThat(metric.id()).isEqualTo(id);
    assertThat(metric.kind()).isEqualTo(kind);
    assertThat(metric.maturesAfter()).isEqualTo(Duration.ofHours(hours));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "retention",
        "retention-day-",
        "retention-day-07",
        "retention-day--1",
        "retention-day-99999",
        "retention-7-7",
        "retention-9-7",
        "Session-Seconds",
        "session-seconds ",
        "active-days-0",
        "return-days-0"
      })
  void refusesOtherNames(String id) {
    assertThatIllegalArgumentException().isThrownBy(() -> MetricId.parse(id));
  }

  @Test
  void retentionIsZeroOrOne() {
    UserActivity back = user(0, days(7.5));

    assertThat(outcome("retention-day-7", back)).isEqualTo(new Outcome(1, 1));
    assertThat(outcome("retention-day-6", back)).isEqualTo(new Outcome(0, 1));
    assertThat(outcome("retention-5-8", back)).isEqualTo(new Outcome(1, 1));
    assertThat(outcome("retention-1-7", back)).isEqualTo(new Outcome(0, 1));
    assertThat(MetricId.parse("retention-5-8").window()).isEqualTo(RetentionWindow.bracket(5, 8));
  }

  @Test
  void sessionsAreThoseOfTheInteractionsInsideTheFirstWeek() {
    // An open session at the exposure, one on day 2, one that runs past the end of day 6.
    UserActivity user =
        user(-5, 0, 10, days(2), days(2) + 4, days(7) - 6, days(7) - 1, days(7), days(7) + 9);

    assertThat(outcome("session-seconds", user)).isEqualTo(new Outcome((10 + 4 + 5) * 60, 3));
    assertThat(outcome("sessions-per-user", user)).isEqualTo(new Outcome(3, 1));
  }

  @Test
  void userWithoutSessionsCountsWithNothing() {
    UserActivity silent = user(-60, days(8));

    assertThat(outcome("session-seconds", silent)).isEqualTo(new Outcome(0, 0));
    assertThat(outcome("sessions-per-user", silent)).isEqualTo(new Outcome(0, 1));
    assertThat(outcome("active-days-28", silent)).isEqualTo(new Outcome(1, 1));
  }

  @Test
  void activeDaysAreDistinctDaysOfTheWindow() {
    UserActivity user =
        user(-1, 0, 30, days(1) - 1, days(1), days(5), days(5.9), days(27.9), days(28));

    assertThat(outcome("active-days-28", user)).isEqualTo(new Outcome(4, 1));
  }

  @Test
  void anOutcomeIsFinalOnceMatured() {
    UserActivity early = user(0, 5, days(3), days(6.5));
    UserActivity later = user(0, 5, days(3), days(6.5), days(28), days(31), days(40));

    for (String id :
        List.of("retention-day-7", "session-seconds", "sessions-per-user", "active-days-28")) {
      assertThat(outcome(id, later)).isEqualTo(outcome(id, early));
    }
  }

  @Test
  void survivalDoesNotReduceToMoments() {
    assertThat(MetricId.parse("return-days-14")).isNotInstanceOf(ReducibleMetric.class);
  }
}
