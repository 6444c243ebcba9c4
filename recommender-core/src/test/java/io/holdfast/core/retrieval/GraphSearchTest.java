package io.holdfast.core.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.holdfast.core.linalg.LinearAlgebraProvider;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GraphSearchTest {

  private static final int ITEMS = 20_000;
  private static final int D = 11;
  private static final int K = 10;
  private static FactorSearch exact;
  private static GraphSearch graph;

  @BeforeAll
  static void build() {
    exact = factors(ITEMS);
    graph = GraphSearch.over(exact);
  }

  @Test
  void findsNearlyWhatAnExactSearchFinds() {
    SplittableRandom random = new SplittableRandom(2);
    int found = 0;
    int queries = 200;
    for (int query = 0; query < queries; query++) {
      float[] factor = gaussian(random, D);
      ItemFilter filter = ItemFilter.excluding(random.ints(50, 0, ITEMS).toArray());
      TopK expected = exact.search(factor, K, filter);
      TopK actual = graph.search(factor, K, filter);
      assertThat(actual.size()).isEqualTo(K);
      float[] scores = new float[ITEMS];
      exact.scores(factor, scores);
      for (int rank = 0; rank < K; rank++) {
        int item = actual.item(rank);
        assertThat(filter.allowed(item)).isTrue();
        assertThat(actual.score(rank)).isCloseTo(scores[item], within(1e-4f));
        found += Arrays.stream(expected.items()).anyMatch(it -> it == item) ? 1 : 0;
      }
    }
    assertThat(found).isGreaterThan(queries * K * 97 / 100);
  }

  /** From filters that let all pass to such that let none: the walk, its end, and the scan. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10, 100, 1000, 2000, 5000, ITEMS})
  void asManyComeBackAsPass(int divisor) {
    SplittableRandom random = new SplittableRandom(3);
    ItemFilter filter = item -> item % divisor == divisor - 1;
    int passing = ITEMS / divisor;
    for (int query = 0; query < 5; query++) {
      TopK found = graph.search(gaussian(random, D), K, filter);
      assertThat(found.size()).isEqualTo(Math.min(K, passing));
      assertThat(found.items()).doesNotHaveDuplicates();
      assertThat(IntStream.of(found.items()).allMatch(filter::allowed)).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1", "19999, 19999", "20000, 20000", "2147483647, 20000"})
  void anyNumberCanBeWanted(int k, int expected) {
    TopK found = graph.search(gaussian(new SplittableRandom(4), D), k, ItemFilter.all());
    assertThat(found.items()).hasSize(expected).doesNotHaveDuplicates();
  }

  @Test
  void refusesNegativeK() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> graph.search(new float[D], -1, ItemFilter.all()));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 500})
  void isExactForSmallCatalogues(int items) {
    FactorSearch few = factors(items);
    float[] query = gaussian(new SplittableRandom(5), D);
    assertThat(GraphSearch.over(few).search(query, K, ItemFilter.all()))
        .isEqualTo(few.search(query, K, ItemFilter.all()));
  }

  /** Items that had no user have a factor of zero, all the same. */
  @Test
  void equalItemsDoNotStopTheWalk() {
    float[] factors = new float[3000 * D];
    System.arraycopy(exact.factors(), 0, factors, 0, 100 * D);
    FactorSearch mostlyZero =
        new FactorSearch(LinearAlgebraProvider.named("java"), factors, 3000, D);
    TopK found = GraphSearch.over(mostlyZero).search(new float[D], K, ItemFilter.all());
    assertThat(found.items()).hasSize(K).doesNotHaveDuplicates();
  }

  @Test
  void isTheSameEveryTime() {
    GraphSearch again = GraphSearch.over(exact);
    SplittableRandom random = new SplittableRandom(6);
    for (int query = 0; query < 20; query++) {
      float[] factor = gaussian(random, D);
      assertThat(again.search(factor, K, ItemFilter.all()))
          .isEqualTo(graph.search(factor, K, ItemFilter.all()));
    }
    assertThat(again.graphBytes()).isEqualTo(graph.graphBytes());
  }

  @Test
  void theMethodChoosesTheSearch() {
    FactorSearch few = factors(10);
    assertThat(RetrievalMethod.named("exact").over(few)).isSameAs(few);
    assertThat(RetrievalMethod.named("auto").over(few)).isSameAs(few);
    assertThat(RetrievalMethod.named("hnsw").over(few)).isInstanceOf(GraphSearch.class);
    assertThat(RetrievalMethod.names()).containsExactly("exact", "hnsw", "auto");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RetrievalMethod.named("tree"))
        .withMessageContaining("tree");
  }

  private static FactorSearch factors(int items) {
    SplittableRandom random = new SplittableRandom(1);
    float[] factors = new float[items * D];
    for (int item = 0; item < items; item++) {
      double length = Math.exp(0.5 * random.nextGaussian());
      float[] direction = gaussian(random, D);
      for (int f = 0; f < D; f++) {
        factors[item * D + f] = (float) (length * direction[f]);
      }
    }
    return new FactorSearch(LinearAlgebraProvider.named("java"), factors, items, D);
  }

  private static float[] gaussian(SplittableRandom random, int count) {
    float[] numbers = new float[count];
    for (int at = 0; at < count; at++) {
      numbers[at] = (float) random.nextGaussian();
    }
    return numbers;
  }
}
