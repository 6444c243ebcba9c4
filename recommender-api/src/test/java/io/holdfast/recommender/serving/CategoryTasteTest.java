package io.holdfast.recommender.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.holdfast.core.filter.Filter;
import io.holdfast.recommender.strategy.ItemFacts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

class CategoryTasteTest {
  private static final int FILM = 0;
  private static final int BOOK = 1;
  private static final int GAME = 2;

  private final Map<String, Integer> numbers = Map.of("a", 0, "b", 1, "c", 2);
  private final int[][] categories = {{FILM}, {FILM, BOOK}, {}};

  /** Three distinct items, two of them films, one a book: (2 + 1) / 5, (1 + 1) / 5, (0 + 1) / 5. */
  @Test
  void shareIsLaplacesRuleOfSuccessionOverDistinctLikedItems() {
    CategoryTaste taste = taste(List.of("a", "b", "a", "c", "unknown"));
    assertThat(taste.share(new int[] {FILM})).isEqualTo(0.6, within(1e-12));
    assertThat(taste.share(new int[] {BOOK})).isEqualTo(0.4, within(1e-12));
    assertThat(taste.share(new int[] {BOOK, FILM})).isEqualTo(0.6, within(1e-12));
    assertThat(taste.share(new int[] {GAME})).isEqualTo(0.2, within(1e-12));
    assertThat(taste.share(new int[] {})).isEqualTo(0.2, within(1e-12));
  }

  @Test
  void whoIsNotKnownHasNoPreference() {
    assertThat(taste(List.of()).share(new int[] {FILM})).isEqualTo(1);
    assertThat(taste(List.of("unknown")).share(new int[] {GAME})).isEqualTo(1);
  }

  private CategoryTaste taste(List<String> liked) {
    return CategoryTaste.of(
        liked,
        id -> numbers.getOrDefault(id, -1),
        new ItemFacts() {
          @Override
          public int[] categories(int number) {
            return categories[number];
          }

          @Override
          public Instant publishedAt(int number) {
            return null;
          }

          @Override
          public IntPredicate passing(Filter filter, Instant at) {
            return number -> true;
          }
        });
  }
}
