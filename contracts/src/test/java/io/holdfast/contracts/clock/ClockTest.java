package io.holdfast.contracts.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ClockTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void wallClockTellsMicroseconds() {
    Instant before = Instant.now().minusMillis(1);
    Instant now = new WallClock().now();

    assertThat(now).isAfter(before);
    assertThat(now).isEqualTo(now.truncatedTo(ChronoUnit.MICROS));
  }

  @Test
  void eventClockStandsUntilItIsAdvanced() {
    EventClock clock = new EventClock();
    assertThat(clock.now()).isEqualTo(EventClock.BEGINNING);

    assertThat(clock.advance(NOON)).isEqualTo(NOON);
    assertThat(clock.now()).isEqualTo(NOON);
  }

  @Test
  void eventClockNeverGoesBack() {
    EventClock clock = new EventClock();
    clock.advance(NOON);

    assertThat(clock.advance(NOON.minusSeconds(1))).isEqualTo(NOON);
    assertThat(clock.now()).isEqualTo(NOON);
  }

  @Test
  void eventClockEndsAtTheLatestOfManyThreads() {
    EventClock clock = new EventClock();
    IntStream.range(0, 10_000).parallel().forEach(k -> clock.advance(NOON.plusSeconds(k)));

    assertThat(clock.now()).isEqualTo(NOON.plusSeconds(9_999));
  }

  @Test
  void watermarkIsNowLessLateness() {
    Watermark watermark =
        Watermark.of(() -> Instant.parse("2026-03-02T00:30:00Z"), Watermark.DEFAULT_LATENESS);

    assertThat(watermark.instant()).isEqualTo(Instant.parse("2026-03-01T23:30:00Z"));
    assertThat(watermark.startOfDay()).isEqualTo(Instant.parse("2026-03-01T00:00:00Z"));
    assertThatThrownBy(() -> Watermark.of(() -> NOON, Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
