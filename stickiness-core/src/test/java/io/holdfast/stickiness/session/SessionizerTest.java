package io.holdfast.stickiness.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.holdfast.stickiness.session.SessionUpdate.EventsNeeded;
import io.holdfast.stickiness.session.SessionUpdate.Replacement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SessionizerTest {

  private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
  private static final Sessionizer SESSIONS = Sessionizer.STANDARD;

  private static Instant minute(long minutes) {
    return START.plus(Duration.ofMinutes(minutes));
  }

  private static Session session(long first, long last, long interactions) {
    return new Session(minute(first), minute(first), minute(last), interactions);
  }

  @Test
  void cutsWhereThirtyMinutesPassWithoutAnInteraction() {
    List<Instant> times = List.of(minute(0), minute(10), minute(39), minute(70), minute(71));

    assertThat(SESSIONS.sessionsOf(times)).containsExactly(session(0, 39, 3), session(70, 71, 2));
  }

  @Test
  void pauseOfExactlyTheGapSeparatesAndOneNanosecondLessDoesNot() {
    Instant justBefore = minute(30).minusNanos(1);

    assertThat(SESSIONS.sessionsOf(List.of(minute(0), minute(30)))).hasSize(2);
    assertThat(SESSIONS.sessionsOf(List.of(minute(0), justBefore))).hasSize(1);
  }

  @Test
  void lengthIsLastMinusFirst() {
    assertThat(session(3, 45, 2).length()).isEqualTo(Duration.ofMinutes(42));
    assertThat(session(3, 3, 1).length()).isZero();
  }

  @Test
  void cutsLongClustersEveryTwentyFourHoursFromTheirFirstInteraction() {
    List<Instant> everyTwentyMinutes =
        IntStream.range(0, 150).mapToObj(i -> minute(20L * i)).toList();

    assertThat(SESSIONS.sessionsOf(everyTwentyMinutes))
        .containsExactly(
            new Session(minute(0), minute(0), minute(1420), 72),
            new Session(minute(0), minute(1440), minute(2860), 72),
            new Session(minute(0), minute(2880), minute(2980), 6));
  }

  @Test
  void refusesTimesOutOfOrder() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SESSIONS.sessionsOf(List.of(minute(1), minute(0))))
        .withMessageContaining("not ascending");
  }

  @Test
  void noTimesNoSessions() {
    assertThat(SESSIONS.sessionsOf(List.of())).isEmpty();
    assertThat(SESSIONS.add(List.of(), List.of())).isEqualTo(new Replacement(List.of(), List.of()));
  }

  @Test
  void extendsASession() {
    assertThat(SESSIONS.add(List.of(session(0, 10, 2)), List.of(minute(20))))
        .isEqualTo(new Replacement(List.of(session(0, 10, 2)), List.of(session(0, 20, 3))));
  }

  @Test
  void lateEventJoinsTwoSessions() {
    List<Session> stored = List.of(session(0, 10, 2), session(50, 60, 3), session(500, 510, 2));

    assertThat(SESSIONS.add(stored, List.of(minute(30))))
        .isEqualTo(
            new Replacement(
                List.of(session(0, 10, 2), session(50, 60, 3)), List.of(session(0, 60, 6))));
  }

  @Test
  void earlierEventReopensASession() {
    assertThat(SESSIONS.add(List.of(session(100, 110, 2)), List.of(minute(80))))
        .isEqualTo(new Replacement(List.of(session(100, 110, 2)), List.of(session(80, 110, 3))));
  }

  @Test
  void eventOutOfReachOpensASession() {
    assertThat(SESSIONS.add(List.of(session(0, 10, 2)), List.of(minute(40))))
        .isEqualTo(new Replacement(List.of(), List.of(session(40, 40, 1))));
  }

  @Test
  void asksForTheTimesWhenALongClusterGetsAnEarlierStart() {
    List<Instant> times = IntStream.range(0, 100).mapToObj(i -> minute(20L * i)).toList();
    List<Session> stored = SESSIONS.sessionsOf(times);
    Instant late = minute(-25);

    SessionUpdate update = SESSIONS.add(stored, List.of(late));

    assertThat(update).isEqualTo(new EventsNeeded(late, minute(1980)));
    List<Instant> all = Stream.concat(Stream.of(late), times.stream()).toList();
    assertThat(SESSIONS.rebuild(stored, all))
        .isEqualTo(new Replacement(stored, SESSIONS.sessionsOf(all)));
  }

  @Test
  void appendingToALongClusterNeedsNoTimes() {
    List<Instant> times = IntStream.range(0, 80).mapToObj(i -> minute(20L * i)).toList();
    List<Session> stored = SESSIONS.sessionsOf(times);

    assertThat(SESSIONS.add(stored, List.of(minute(1600))))
        .isEqualTo(
            new Replacement(
                List.of(stored.getLast()),
                List.of(new Session(minute(0), minute(1440), minute(1600), 9))));
  }

  @Test
  void refusesAnImpossibleDefinition() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Sessionizer(Duration.ZERO, Duration.ofHours(1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Sessionizer(Duration.ofHours(2), Duration.ofHours(1)));
  }

  @Test
  void totalsAddUp() {
    SessionTotals totals = SessionTotals.of(List.of(session(0, 10, 2), session(50, 55, 3)));

    assertThat(totals).isEqualTo(new SessionTotals(2, Duration.ofMinutes(15)));
    assertThat(totals.seconds()).isEqualTo(900);
    assertThat(new SessionTotals(1, Duration.ofMillis(1500)).seconds()).isEqualTo(1.5);
  }
}
