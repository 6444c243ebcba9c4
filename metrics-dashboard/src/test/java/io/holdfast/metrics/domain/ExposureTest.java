package io.holdfast.metrics.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExposureTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private static Exposure exposure(String variant, int minute, boolean frozen) {
    return new Exposure(
        new Exposure.Key(1, 2), variant, 0, 1, NOON.plusSeconds(60L * minute), false, frozen, null);
  }

  @Test
  void theEarliestIsTheFirstInAnyOrder() {
    Exposure early = exposure("a", 0, false);
    Exposure middle = exposure("b", 1, false);
    Exposure late = exposure("a", 2, false);
    for (List<Exposure> order :
        List.of(
            List.of(early, middle, late),
            List.of(late, middle, early),
            List.of(middle, early, late),
            List.of(middle, late, early))) {
      Exposure merged = order.stream().reduce(Exposure::and).orElseThrow();
      assertThat(merged.variant()).isEqualTo("a");
      assertThat(merged.firstExposedAt()).isEqualTo(NOON);
      assertThat(merged.switched()).isTrue();
    }
  }

  @Test
  void theSameVariantAgainIsNoSwitch() {
    assertThat(exposure("a", 0, false).and(exposure("a", 5, false)))
        .isEqualTo(exposure("a", 0, false));
  }

  @Test
  void aFrozenOneStays() {
    Exposure merged = exposure("a", 5, true).and(exposure("b", 0, false));
    assertThat(merged.variant()).isEqualTo("a");
    assertThat(merged.firstExposedAt()).isEqualTo(NOON.plusSeconds(300));
    assertThat(merged.switched()).isTrue();
    assertThat(merged.frozen()).isTrue();
  }
}
