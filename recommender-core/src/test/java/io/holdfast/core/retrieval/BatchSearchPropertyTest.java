package io.holdfast.core.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.holdfast.core.linalg.LinearAlgebra;
import io.holdfast.core.linalg.LinearAlgebraProvider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BatchSearchPropertyTest {

  private static final LinearAlgebra LINEAR_ALGEBRA = LinearAlgebraProvider.get();

  @Property(tries = 100)
  void equalsAFullSortForEachQuery(
      @ForAll @IntRange(max = 150) int queries,
      @ForAll @IntRange(max = 2500) int items,
      @ForAll @IntRange(min = 1, max = 20) int dimensions,
      @ForAll @IntRange(max = 30) int most,
      @ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    // Small whole numbers: sums are exact however they are ordered, and ties are many.
    FactorSearch search =
        new FactorSearch(
            LINEAR_ALGEBRA, wholeNumbers(random, items * dimensions), items, dimensions);
    List<FactorQuery> batch = new ArrayList<>();
    for (int query = 0; query < queries; query++) {
      int divisor = random.nextInt(1, 200);
      batch.add(
          new FactorQuery(
              wholeNumbers(random, dimensions),
              random.nextInt(most + 1),
              item -> item % divisor == 0));
    }
    List<TopK> found = search.searchAll(batch);
    assertThat(found).hasSize(queries);
    for (int query = 0; query < queries; query++) {
      FactorQuery asked = batch.get(query);
      assertBest(found.get(query), search, items, asked);
      assertBest(search.search(asked.vector(), asked.k(), asked.filter()), search, items, asked);
    }
  }

  @Property(tries = 100)
  void scoresOfAllAreThoseOfEachQuery(
      @ForAll @IntRange(max = 40) int queries,
      @ForAll @IntRange(max = 500) int items,
      @ForAll @IntRange(min = 1, max = 20) int dimensions,
      @ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    FactorSearch search =
        new FactorSearch(
            LINEAR_ALGEBRA, wholeNumbers(random, items * dimensions), items, dimensions);
    float[] batch = wholeNumbers(random, queries * dimensions);
    float[] all = new float[queries * items];
    search.scoresOfAll(batch, all);
    for (int query = 0; query < queries; query++) {
      float[] single = new float[items];
      search.scores(
          Arrays.copyOfRange(batch, query * dimensions, (query + 1) * dimensions), single);
      assertThat(Arrays.copyOfRange(all, query * items, (query + 1) * items)).isEqualTo(single);
    }
  }

  @Example
  void refusesQueriesOfAnotherShape() {
    FactorSearch search = new FactorSearch(LINEAR_ALGEBRA, new float[8], 2, 4);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> search.searchAll(List.of(new FactorQuery(new float[7], 1, ItemFilter.all()))))
        .withMessageContaining("7 numbers");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> search.scoresOfAll(new float[8], new float[3]))
        .withMessageContaining("room for 3 scores");
  }

  private static void assertBest(TopK found, FactorSearch search, int items, FactorQuery asked) {
    float[] scores = new float[items];
    search.scores(asked.vector(), scores);
    int[] best =
        IntStream.range(0, items)
            .filter(asked.filter()::allowed)
            .boxed()
            .sorted(
                (i, j) ->
                    scores[i] == scores[j]
                        ? Integer.compare(i, j)
                        : Float.compare(scores[j], scores[i]))
            .limit(asked.k())
            .mapToInt(item -> item)
            .toArray();
    assertThat(found.items()).containsExactly(best);
    for (int rank = 0; rank < best.length; rank++) {
      assertThat(found.score(rank) == scores[best[rank]]).isTrue();
    }
  }

  private static float[] wholeNumbers(SplittableRandom random, int count) {
    float[] numbers = new float[count];
    for (int at = 0; at < count; at++) {
      numbers[at] = random.nextInt(-3, 4);
    }
    return numbers;
  }
}
