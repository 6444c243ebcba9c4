package io.holdfast.stickiness.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.stickiness.session.Session;
import io.holdfast.stickiness.session.Sessionizer;
import io.holdfast.stickiness.survival.SurvivalTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReturnTimeTest {

  private static final Instant ANCHOR = Instant.parse("2026-03-01T10:00:00Z");

  private static Optional<ReturnTime> observe(int watermarkMinute, int... activeMinutes) {
    List<Session> sessions =
        Sessionizer.STANDARD.sessionsOf(
            IntStream.of(activeMinutes).mapToObj(ReturnTimeTest::minute).toList());
    return ReturnTime.observe(ANCHOR, sessions, minute(watermarkMinute));
  }

  private static Instant minute(int minute) {
    return ANCHOR.plus(Duration.ofMinutes(minute));
  }

  private static Optional<ReturnTime> time(int minutes, boolean returned) {
    return Optional.of(new ReturnTime(Duration.ofMinutes(minutes), returned));
  }

  @Test
  void runsFromTheEndOfTheAnchorsSessionToTheStartOfTheNext() {
    assertThat(observe(10_000, -90, -10, 0, 25, 40, 1_480, 1_500, 4_000))
        .isEqualTo(time(1_440, true));
  }

  @Test
  void isCensoredAtTheWatermark() {
    assertThat(observe(1_000, 0, 20)).isEqualTo(time(980, false));
    assertThat(observe(1_000, 0, 20, 1_001)).isEqualTo(time(980, false));
    assertThat(observe(1_001, 0, 20, 1_001)).isEqualTo(time(981, true));
  }

  @Test
  void theAnchorNeedNotBeAnInteraction() {
    assertThat(observe(1_000, -29, 29, 100)).isEqualTo(time(71, true));
    assertThat(observe(1_000, -30, 30)).isEqualTo(time(30, true));
    assertThat(observe(1_000)).isEqualTo(time(1_000, false));
  }

  @Test
  void nothingIsKnownWhileTheSessionMayGoOn() {
    assertThat(observe(29)).isEmpty();
    assertThat(observe(40, 0, 20)).isEmpty();
    assertThat(observe(-5)).isEmpty();
  }

  @Test
  void countsInDays() {
    SurvivalTimes.Builder times = new SurvivalTimes.Builder();
    ReturnTime halfADay = new ReturnTime(Duration.ofHours(12), true);

    halfADay.addTo(times);

    assertThat(halfADay.days()).isEqualTo(0.5);
    assertThat(times.build().users()).isEqualTo(1);
  }
}
