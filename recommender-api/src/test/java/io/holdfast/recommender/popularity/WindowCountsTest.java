package io.holdfast.recommender.popularity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WindowCountsTest {
  private static final double PRIOR = 10;

  private final WindowCounts counts = counts();

  /** Of everybody: a 60, b 30, c 10. */
  private static WindowCounts counts() {
    WindowCounts.Builder builder = new WindowCounts.Builder();
    builder.add("a", null, 44);
    builder.add("a", Map.of("country", "DE", "platform", "web"), 15);
    builder.add("a", Map.of("country", "NL", "platform", "web"), 1);
    builder.add("b", Map.of(), 10);
    builder.add("b", Map.of("country", "NL", "platform", "web"), 12);
    builder.add("b", Map.of("country", "NL", "platform", "ios"), 3);
    builder.add("b", Map.of("country", "NL"), 5);
    builder.add("c", Map.of("country", "NL", "platform", "ios"), 6);
    builder.add("c", Map.of("country", "DE", "platform", "ios"), 4);
    builder.add("d", Map.of("country", "NL"), 0);
    return builder.build();
  }

  @Test
  void everybodyIsTheSumOfAll() {
    assertThat(counts.items().size()).isEqualTo(3);
    assertThat(counts.users()).containsExactly(60, 30, 10);
  }

  @Test
  void aSegmentIsSmoothedByEverybody() {
    // NL: a 1, b 20, c 6 of 27.
    assertThat(counts.shares(Map.of("country", "NL"), PRIOR).orElseThrow())
        .containsExactly(
            new double[] {(1 + 10 * 0.6) / 37, (20 + 10 * 0.3) / 37, (6 + 10 * 0.1) / 37},
            within(1e-12));
  }

  @Test
  void aSegmentInsideASegmentIsSmoothedByThatOne() {
    Map<String, String> segment = new LinkedHashMap<>();
    segment.put("country", "NL");
    segment.put("platform", "ios");
    double[] general = {7.0 / 37, 23.0 / 37, 7.0 / 37};
    // NL and ios: b 3, c 6 of 9.
    assertThat(counts.shares(segment, PRIOR).orElseThrow())
        .containsExactly(
            new double[] {
              10 * general[0] / 19, (3 + 10 * general[1]) / 19, (6 + 10 * general[2]) / 19
            },
            within(1e-12));
  }

  @Test
  void whatNobodyOfASegmentHadIsAsForTheLargerOne() {
    Map<String, String> segment = new LinkedHashMap<>();
    segment.put("country", "NL");
    segment.put("platform", "tv");
    assertThat(counts.shares(segment, PRIOR).orElseThrow())
        .containsExactly(counts.shares(Map.of("country", "NL"), PRIOR).orElseThrow());
    assertThat(counts.shares(Map.of("country", "FR"), PRIOR)).isEmpty();
    assertThat(counts.shares(Map.of(), PRIOR)).isEmpty();
  }

  @Test
  void sharesAddUpToOne() {
    for (String country : new String[] {"NL", "DE"}) {
      double sum = 0;
      for (double share : counts.shares(Map.of("country", country), PRIOR).orElseThrow()) {
        sum += share;
      }
      assertThat(sum).isCloseTo(1, within(1e-12));
    }
  }
}
