package io.holdfast.core.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.holdfast.core.linalg.LinearAlgebraProvider;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FactorSearchTest {

  private static final int D = 4;

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 2047, 2048, 2049, 5000})
  void findsWhatAFullSortFinds(int items) {
    SplittableRandom random = new SplittableRandom(items);
    // Small whole numbers: sums are exact, ties are many.
    float[] factors = new float[items * D];
    for (int f = 0; f < factors.length; f++) {
      factors[f] = random.nextInt(-3, 4);
    }
    float[] query = {1, -2, 3, 1};
    FactorSearch search = new FactorSearch(LinearAlgebraProvider.named("java"), factors, items, D);
    float[] scores = new float[items];
    search.scores(query, scores);
    ItemFilter odd = item -> item % 2 == 1;
    int[] expected =
        IntStream.range(0, items)
            .filter(odd::allowed)
            .boxed()
            .sorted(
                (i, j) ->
                    scores[i] != scores[j]
                        ? Float.compare(scores[j], scores[i])
                        : Integer.compare(i, j))
            .limit(20)
            .mapToInt(i -> i)
            .toArray();
    TopK top = search.search(query, 20, odd);
    assertThat(top.items()).containsExactly(expected);
    assertThat(top.size()).isEqualTo(Math.min(20, items / 2));
  }

  @Test
  void asManyComeBackAsPass() {
    float[] factors = new float[100 * D];
    FactorSearch search = new FactorSearch(LinearAlgebraProvider.named("java"), factors, 100, D);
    TopK top = search.search(new float[D], 3, ItemFilter.only(97, 98, 99, 1000));
    assertThat(top.items()).containsExactly(97, 98, 99);
  }

  @Test
  void refusesFactorsOfAnotherShape() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new FactorSearch(LinearAlgebraProvider.named("java"), new float[7], 2, D));
  }
}
