package io.holdfast.core.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.holdfast.core.linalg.LinearAlgebra;
import io.holdfast.core.linalg.LinearAlgebraProvider;
import io.holdfast.core.model.ItemOrder;
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

  /** Factors whose lengths fall as those of popular items do: most of the scan is left out. */
  @Property(tries = 100)
  void endsEarlyAndFindsTheBest(
      @ForAll @IntRange(min = 1, max = 40) int queries,
      @ForAll @IntRange(min = 1, max = 5000) int items,
      @ForAll @IntRange(min = 1, max = 70) int dimensions,
      @ForAll @IntRange(min = 1, max = 30) int most,
      @ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] factors = new float[items * dimensions];
    for (int at = 0; at < factors.length; at++) {
      double rank = (1.0 + at / dimensions) / items;
      factors[at] = (float) (random.nextGaussian() * Math.pow(rank + 0.01, -0.7));
    }
    ItemOrder.byLength(factors, items, dimensions).apply(factors, dimensions);
    FactorSearch search = new FactorSearch(LINEAR_ALGEBRA, factors, items, dimensions);
    List<FactorQuery> batch = new ArrayList<>();
    for (int query = 0; query < queries; query++) {
      float[] vector = new float[dimensions];
      for (int at = 0; at < dimensions; at++) {
        vector[at] = (float) random.nextGaussian();
      }
      int divisor = random.nextInt(1, 50);
      batch.add(new FactorQuery(vector, random.nextInt(1, most + 1), item -> item % divisor == 0));
    }
    List<TopK> found = search.searchAll(batch);
    for (int query = 0; query < queries; query++) {
      FactorQuery asked = batch.get(query);
      float[] scores = new float[items];
      search.scores(asked.vector(), scores);
      double[] best =
          IntStream.range(0, items)
              .filter(asked.filter()::allowed)
              .mapToDouble(item -> -scores[item])
              .sorted()
              .limit(asked.k())
              .map(score -> -score)
              .toArray();
      TopK top = found.get(query);
      assertThat(top.size()).isEqualTo(best.length);
      double rounding = 1e-4 * (1 + Math.abs(best[0]));
      for (int rank = 0; rank < best.length; rank++) {
        assertThat((double) top.score(rank)).isCloseTo(best[rank], within(rounding));
        assertThat(top.score(rank)).isCloseTo(scores[top.item(rank)], within((float) rounding));
      }
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
