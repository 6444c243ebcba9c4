package io.holdfast.core.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.holdfast.core.linalg.LinearAlgebra;
import io.holdfast.core.linalg.LinearAlgebraProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BatchSearchPropertyTest {

  private static final LinearAlgebra LINEAR_ALGEBRA = LinearAlgebraProvider.get();

  @Property(tries = 100)
  void equalsASearchForEachQuery(
      @ForAll @IntRange(max = 150) int queries,
      @ForAll @IntRange(max = 2500) int items,
      @ForAll @IntRange(min = 1, max = 20) int dimensions,
      @ForAll @IntRange(max = 30) int k,
      @ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    // Small whole numbers: sums are exact however they are ordered, and ties are many.
    FactorSearch search =
        new FactorSearch(
            LINEAR_ALGEBRA, wholeNumbers(random, items * dimensions), items, dimensions);
    float[] batch = wholeNumbers(random, queries * dimensions);
    List<ItemFilter> filters = new ArrayList<>();
    for (int query = 0; query < queries; query++) {
      int divisor = random.nextInt(1, 200);
      filters.add(item -> item % divisor == 0);
    }
    List<TopK> found = search.searchAll(batch, k, filters);
    assertThat(found).hasSize(queries);
    for (int query = 0; query < queries; query++) {
      float[] single = new float[dimensions];
      System.arraycopy(batch, query * dimensions, single, 0, dimensions);
      assertThat(found.get(query)).isEqualTo(search.search(single, k, filters.get(query)));
    }
  }

  @Example
  void refusesQueriesOfAnotherShape() {
    FactorSearch search = new FactorSearch(LINEAR_ALGEBRA, new float[8], 2, 4);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> search.searchAll(new float[7], 1, List.of(ItemFilter.all())))
        .withMessageContaining("7 numbers");
  }

  private static float[] wholeNumbers(SplittableRandom random, int count) {
    float[] numbers = new float[count];
    for (int at = 0; at < count; at++) {
      numbers[at] = random.nextInt(-3, 4);
    }
    return numbers;
  }
}
