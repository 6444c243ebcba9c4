package io.holdfast.metrics.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** No cell of few users can be read, nor computed from the total and what is shown. */
class SuppressionTest {

  private static final Suppression SUPPRESSION = new Suppression(50);
  private static final Set<String> VARIANTS = Set.of("a", "b", "c");

  @Test
  void aValueWithFewUsersInOneVariantIsWithheldAndTheSmallestOtherWithIt() {
    assertThat(
            SUPPRESSION.withheld(
                Map.of(
                    "DE", Map.of("control", 400L, "challenger", 410L),
                    "FR", Map.of("control", 60L, "challenger", 70L),
                    "IT", Map.of("control", 300L, "challenger", 49L))))
        .containsExactlyInAnyOrder("IT", "FR");
  }

  @Test
  void severalWithheldValuesProtectEachOtherOnceTheyAreEnoughTogether() {
    assertThat(
            SUPPRESSION.withheld(
                Map.of(
                    "DE", Map.of("control", 400L),
                    "FR", Map.of("control", 30L),
                    "IT", Map.of("control", 20L))))
        .containsExactlyInAnyOrder("FR", "IT");
  }

  @Test
  void nobodyIsNotFew() {
    assertThat(SUPPRESSION.withheld(Map.of("DE", Map.of("control", 400L, "challenger", 0L))))
        .isEmpty();
    assertThat(SUPPRESSION.withheld(Map.of())).isEmpty();
  }

  /** Of two thousand seeded tables. */
  @Test
  void whatIsShownAndWhatTheRestAddsUpToIsNeverFew() {
    Random random = new Random(9);
    for (int table = 0; table < 2000; table++) {
      Map<String, Map<String, Long>> users = new HashMap<>();
      for (int value = random.nextInt(12); value > 0; value--) {
        Map<String, Long> variants = new HashMap<>();
        VARIANTS.forEach(variant -> variants.put(variant, random.nextLong(200)));
        VARIANTS.stream().filter(_ -> random.nextInt(5) == 0).forEach(variants::remove);
        users.put("v" + value, variants);
      }
      check(users, SUPPRESSION.withheld(users));
    }
  }

  private static void check(Map<String, Map<String, Long>> users, Set<String> withheld) {
    users.forEach(
        (value, variants) -> {
          if (!withheld.contains(value)) {
            assertThat(variants.values()).allMatch(each -> each == 0 || each >= 50);
          }
        });
    for (String variant : VARIANTS) {
      long rest =
          withheld.stream().mapToLong(value -> users.get(value).getOrDefault(variant, 0L)).sum();
      assertThat(rest == 0 || rest >= 50 || withheld.equals(users.keySet())).isTrue();
    }
  }
}
