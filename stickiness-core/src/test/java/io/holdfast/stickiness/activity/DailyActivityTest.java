package io.holdfast.stickiness.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.data.Offset.offset;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DailyActivityTest {

  private static final LocalDate DAY = LocalDate.of(2026, 3, 28);

  @Test
  void countsDistinctUsersOfTheDayTheWeekAndTwentyEightDays() {
    DailyActivity<String> activity =
        new DailyActivity<>(
            Map.of(
                DAY,
                Set.of("a", "b"),
                DAY.minusDays(6),
                Set.of("b", "c"),
                DAY.minusDays(7),
                Set.of("d"),
                DAY.minusDays(27),
                Set.of("e", "a"),
                DAY.minusDays(28),
                Set.of("f"),
                DAY.plusDays(1),
                Set.of("g")));

    Stickiness stickiness = activity.stickiness(DAY);

    assertThat(stickiness).isEqualTo(new Stickiness(DAY, 2, 3, 5));
    assertThat(stickiness.dailyOverMonthly()).hasValue(0.4);
  }

  @Test
  void histogramCountsEachUserOnceByTheirActiveDays() {
    DailyActivity<String> activity =
        new DailyActivity<>(
            Map.of(
                DAY,
                Set.of("a", "b"),
                DAY.minusDays(1),
                Set.of("a"),
                DAY.minusDays(6),
                Set.of("a", "c"),
                DAY.minusDays(7),
                Set.of("c", "d")));

    ActiveDaysHistogram l7 = activity.activeDays(DAY, 7);

    assertThat(l7.users()).containsExactly(2L, 0L, 1L, 0L, 0L, 0L, 0L);
    assertThat(l7.usersWith(3)).isEqualTo(1);
    assertThat(l7.meanActiveDays()).hasValue(5.0 / 3);
    assertThat(activity.activeDays(DAY, 28).users().subList(0, 3)).containsExactly(2L, 1L, 1L);
  }

  @Test
  void histogramAndActiveUsersAgreeOnRandomActivity() {
    Random random = new Random(7);
    Map<LocalDate, Set<Integer>> days = new HashMap<>();
    for (int back = 0; back < 40; back++) {
      days.put(
          DAY.minusDays(back),
          IntStream.range(0, 100)
              .filter(user -> random.nextInt(100) < user / 4)
              .boxed()
              .collect(Collectors.toSet()));
    }
    DailyActivity<Integer> activity = new DailyActivity<>(days);
    ActiveDaysHistogram l28 = activity.activeDays(DAY, Stickiness.MONTH);

    assertThat(l28.window()).isEqualTo(28);
    assertThat(l28.activeUsers()).isEqualTo(activity.stickiness(DAY).monthlyActive());
    long userDays = 0;
    for (int back = 0; back < 28; back++) {
      userDays += activity.stickiness(DAY.minusDays(back)).dailyActive();
    }
    assertThat(l28.meanActiveDays().orElseThrow() * l28.activeUsers())
        .isCloseTo((double) userDays, offset(1e-9));
  }

  @Test
  void nobodyActiveHasNoRatio() {
    DailyActivity<String> nobody = new DailyActivity<>(Map.<LocalDate, Set<String>>of());

    assertThat(nobody.stickiness(DAY)).isEqualTo(new Stickiness(DAY, 0, 0, 0));
    assertThat(nobody.stickiness(DAY).dailyOverMonthly()).isEmpty();
    assertThat(nobody.activeDays(DAY, 7).meanActiveDays()).isEmpty();
  }

  @Test
  void refusesImpossibleCounts() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Stickiness(DAY, 3, 2, 5));
    assertThatIllegalArgumentException().isThrownBy(() -> new Stickiness(DAY, 1, 6, 5));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ActiveDaysHistogram(DAY, List.of(1L, -1L)));
  }
}
