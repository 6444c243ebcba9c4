package io.holdfast.stickiness.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetentionWindowTest {

  private static final Instant ANCHOR = Instant.parse("2026-03-01T17:45:00Z");

  private static Instant hour(double hours) {
    return ANCHOR.plus(Duration.ofMillis(Math.round(hours * 3_600_000)));
  }

  private static boolean returns(RetentionWindow window, Instant... times) {
    return window.isReturn(new UserActivity(ANCHOR, List.of(times)));
  }

  @Test
  void dayNIsHalfOpenFromTwentyFourNHours() {
    RetentionWindow day7 = RetentionWindow.day(7);

    assertThat(returns(day7, hour(168))).isTrue();
    assertThat(returns(day7, hour(192).minusNanos(1))).isTrue();
    assertThat(returns(day7, hour(168).minusNanos(1))).isFalse();
    assertThat(returns(day7, hour(192))).isFalse();
    assertThat(returns(day7)).isFalse();
  }

  @Test
  void findsOneReturnAmongManyTimes() {
    Instant[] around = {hour(-30), hour(0), hour(0), hour(20), hour(167), hour(170), hour(170)};

    assertThat(returns(RetentionWindow.day(7), around)).isTrue();
    assertThat(returns(RetentionWindow.day(6), around)).isTrue();
    assertThat(returns(RetentionWindow.day(5), around)).isFalse();
    assertThat(returns(RetentionWindow.day(0), around)).isTrue();
  }

  @Test
  void bracketIsTheUnionOfItsDays() {
    RetentionWindow bracket = RetentionWindow.bracket(3, 7);

    for (double h = 0; h < 240; h += 0.5) {
      Instant time = hour(h);
      boolean onADay = false;
      for (int day = 3; day < 7; day++) {
        onADay |= RetentionWindow.day(day).contains(ANCHOR, time);
      }
      assertThat(bracket.contains(ANCHOR, time)).isEqualTo(onADay);
      assertThat(returns(bracket, time)).isEqualTo(onADay);
    }
  }

  @Test
  void dayOfATimeIsTheDayThatContainsIt() {
    assertThat(RetentionWindow.dayOf(ANCHOR, ANCHOR)).isZero();
    assertThat(RetentionWindow.dayOf(ANCHOR, hour(24).minusNanos(1))).isZero();
    assertThat(RetentionWindow.dayOf(ANCHOR, hour(24))).isEqualTo(1);
    assertThat(RetentionWindow.dayOf(ANCHOR, ANCHOR.minusNanos(1))).isEqualTo(-1);
  }

  @Test
  void maturesWhenTheWholeWindowHasElapsed() {
    RetentionWindow day1 = RetentionWindow.day(1);

    assertThat(day1.maturedAt(ANCHOR)).isEqualTo(hour(48));
    assertThat(RetentionWindow.maturedAt(ANCHOR, 1)).isEqualTo(hour(48));
    assertThat(day1.isMatured(ANCHOR, hour(48).minusNanos(1))).isFalse();
    assertThat(day1.isMatured(ANCHOR, hour(48))).isTrue();
  }

  @Test
  void withinKeepsRepeats() {
    List<Instant> times = List.of(hour(1), hour(24), hour(24), hour(25), hour(48));

    assertThat(RetentionWindow.day(1).within(ANCHOR, times))
        .containsExactly(hour(24), hour(24), hour(25));
  }

  @Test
  void refusesEmptyAndNegativeWindows() {
    assertThatIllegalArgumentException().isThrownBy(() -> RetentionWindow.bracket(3, 3));
    assertThatIllegalArgumentException().isThrownBy(() -> RetentionWindow.day(-1));
  }

  @Test
  void refusesActivityOutOfOrder() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new UserActivity(ANCHOR, List.of(hour(2), hour(1))));
  }
}
