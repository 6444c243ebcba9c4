package io.holdfast.recommender.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewItemsTest {
  private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

  private final NewItems items = new NewItems();

  @Test
  void theLatestComeFirstAndTheFutureDoesNot() {
    items.put("old", 1, START);
    items.put("b", 2, START.plusSeconds(60));
    items.put("a", 3, START.plusSeconds(60));
    items.put("coming", 4, START.plusSeconds(120));
    assertThat(by(START.plusSeconds(60))).containsExactly("a", "b", "old");
    assertThat(by(START.plusSeconds(59))).containsExactly("old");
    assertThat(by(START.plusSeconds(120))).containsExactly("coming", "a", "b", "old");
    assertThat(by(START.minusSeconds(1))).isEmpty();
  }

  @Test
  void aChangedDateCountsAndAnItemWithoutOneIsGone() {
    items.put("a", 1, START);
    items.put("b", 2, START.plusSeconds(1));
    items.put("a", 1, START.plusSeconds(2));
    assertThat(by(START.plusSeconds(9))).containsExactly("a", "b");
    items.put("a", 1, null);
    items.put("never", 3, null);
    assertThat(by(START.plusSeconds(9))).containsExactly("b");
  }

  @Test
  void theOldestGoWhereThereAreTooMany() {
    for (int k = 0; k < NewItems.MOST + 5; k++) {
      items.put("i-" + k, k + 1, START.plusSeconds(k));
    }
    List<String> left = by(START.plusSeconds(NewItems.MOST + 5));
    assertThat(left).hasSize(NewItems.MOST).startsWith("i-" + (NewItems.MOST + 4)).endsWith("i-5");
    items.put("i-0", 1, START.plusSeconds(NewItems.MOST + 5));
    assertThat(by(START.plusSeconds(NewItems.MOST + 5)))
        .hasSize(NewItems.MOST)
        .startsWith("i-0")
        .endsWith("i-6");
  }

  private List<String> by(Instant moment) {
    List<String> ids = new ArrayList<>();
    items.publishedBy(moment).forEach(item -> ids.add(item.itemId()));
    return ids;
  }
}
