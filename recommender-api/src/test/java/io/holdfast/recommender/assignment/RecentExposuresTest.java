package io.holdfast.recommender.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.contracts.bucketing.StickyVariants;
import io.holdfast.contracts.event.AssignedVariant;
import io.holdfast.contracts.event.AssignmentReason;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RecentExposuresTest {
  private static final long WINDOW = 1000;

  private final AtomicLong now = new AtomicLong();
  private final RecentExposures recent = new RecentExposures(WINDOW, now::get);

  @Test
  void theFirstVariantIsRememberedForOneWindowAtLeastAndTwoAtMost() {
    recent.remember("u", List.of(seen("e", "a", AssignmentReason.SPLIT)));
    recent.remember("u", List.of(seen("e", "b", AssignmentReason.SPLIT)));
    assertThat(variant("u", "e")).isEqualTo("a");
    assertThat(variant("u", "other")).isNull();
    assertThat(variant("v", "e")).isNull();

    now.set(WINDOW);
    recent.remember("u", List.of(seen("e", "b", AssignmentReason.SPLIT)));
    assertThat(variant("u", "e")).isEqualTo("a");
    now.set(2 * WINDOW);
    assertThat(variant("u", "e")).isEqualTo("b");
    now.set(4 * WINDOW);
    assertThat(variant("u", "e")).isNull();
  }

  @Test
  void whatTheLogTellsGoesBeforeIt() {
    recent.remember("u", List.of(seen("e", "a", AssignmentReason.SPLIT)));
    StickyVariants logged = StickyVariants.of(Map.of("e", "b"));
    assertThat(recent.of("u", logged).variant("e", 0)).isEqualTo("b");
  }

  @Test
  void forcedVariantsAndThoseHeldOutAreNoExposures() {
    recent.remember(
        "u",
        List.of(seen("e", "a", AssignmentReason.FORCED), seen("f", "a", AssignmentReason.HOLDOUT)));
    assertThat(variant("u", "e")).isNull();
    assertThat(variant("u", "f")).isNull();
  }

  private String variant(String userId, String key) {
    return recent.of(userId, StickyVariants.NONE).variant(key, 0);
  }

  private static AssignedVariant seen(String key, String variant, AssignmentReason reason) {
    return new AssignedVariant(key, 1, variant, reason);
  }
}
