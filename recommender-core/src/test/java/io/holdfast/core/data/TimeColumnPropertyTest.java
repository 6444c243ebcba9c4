package io.holdfast.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class TimeColumnPropertyTest {

  @Property(tries = 300)
  void holdsAnyTimes(@ForAll @Size(min = 1, max = 20) long[] times) {
    assertHolds(times);
  }

  @Property(tries = 300)
  void holdsTimesNearEachOther(
      @ForAll long base,
      @ForAll @Size(min = 1, max = 20) List<@IntRange(min = 0) Integer> distances) {
    assertHolds(distances.stream().mapToLong(distance -> base + distance).toArray());
  }

  @Property(tries = 50)
  void holdsOneTime(@ForAll long time, @ForAll boolean farther) {
    assertHolds(new long[] {time, time, time});
    assertHolds(new long[] {time, time + Integer.MAX_VALUE + (farther ? 1L : 0L)});
  }

  private static void assertHolds(long[] times) {
    TimeColumn column = TimeColumn.of(times.length, entry -> times[entry]);
    for (int entry = 0; entry < times.length; entry++) {
      assertThat(column.at(entry)).isEqualTo(times[entry]);
    }
    assertThat(column.latest()).isEqualTo(Arrays.stream(times).max().orElseThrow());
  }

  @Property(tries = 1)
  void knowsNoLatestTimeOfNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TimeColumn.of(0, entry -> 0).latest())
        .withMessageContaining("no interactions");
  }
}
