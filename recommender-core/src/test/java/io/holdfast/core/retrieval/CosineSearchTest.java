package io.holdfast.core.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.holdfast.core.linalg.LinearAlgebraProvider;
import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CosineSearchTest {

  private static final int WIDTH = 6;

  /** Columns 2 and 5 stand for biases. */
  private static boolean isCompared(int column) {
    return column % 3 != 2;
  }

  @ParameterizedTest
  @CsvSource({"1,java", "2,java", "30,java", "2049,java", "2048,openblas", "5000,openblas"})
  void findsWhatTheFormulaFinds(int items, String provider) {
    float[] factors = factors(items);
    CosineSearch search =
        new CosineSearch(
            LinearAlgebraProvider.named(provider),
            factors,
            items,
            WIDTH,
            CosineSearchTest::isCompared,
            item -> item % 7 != 6);
    ItemFilter filter = item -> item % 2 == 0;
    int item = items / 2 - (items / 2) % 7;
    double[] cosines =
        IntStream.range(0, items).mapToDouble(other -> cosine(factors, item, other)).toArray();
    int[] expected =
        IntStream.range(0, items)
            .filter(other -> other != item && other % 7 != 6 && filter.allowed(other))
            .boxed()
            .sorted(Comparator.comparingDouble(other -> -cosines[other]))
            .limit(20)
            .mapToInt(Integer::intValue)
            .toArray();
    TopK nearest = search.nearest(item, 20, filter);
    assertThat(nearest.items()).containsExactly(expected);
    for (int rank = 0; rank < nearest.size(); rank++) {
      assertThat((double) nearest.score(rank)).isCloseTo(cosines[nearest.item(rank)], within(1e-6));
    }
  }

  @Test
  void itemsWithoutFactorsAreLikeNone() {
    float[] factors = factors(10);
    Arrays.fill(factors, 3 * WIDTH, 4 * WIDTH, 0);
    CosineSearch search = search(factors, 10);
    assertThat(search.canCompare(3)).isFalse();
    assertThat(search.nearest(3, 5, ItemFilter.all()).size()).isZero();
    assertThat(search.nearest(2, 20, ItemFilter.all()).items()).hasSize(8).doesNotContain(2, 3);
  }

  @Test
  void refusesWhatIsNotThere() {
    CosineSearch search = search(factors(10), 10);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> search.nearest(10, 1, ItemFilter.all()))
        .withMessageContaining("10");
    assertThatIllegalArgumentException().isThrownBy(() -> search.nearest(0, -1, ItemFilter.all()));
    assertThatIllegalArgumentException().isThrownBy(() -> search(new float[5], 1));
  }

  private static CosineSearch search(float[] factors, int items) {
    return new CosineSearch(
        LinearAlgebraProvider.named("java"), factors, items, WIDTH, column -> true, item -> true);
  }

  private static float[] factors(int items) {
    SplittableRandom random = new SplittableRandom(items);
    float[] factors = new float[items * WIDTH];
    for (int f = 0; f < factors.length; f++) {
      factors[f] = (float) random.nextGaussian();
    }
    return factors;
  }

  private static double cosine(float[] factors, int one, int other) {
    double product = 0;
    double oneSquared = 0;
    double otherSquared = 0;
    for (int column = 0; column < WIDTH; column++) {
      if (isCompared(column)) {
        double a = factors[one * WIDTH + column];
        double b = factors[other * WIDTH + column];
        product += a * b;
        oneSquared += a * a;
        otherSquared += b * b;
      }
    }
    return product / Math.sqrt(oneSquared * otherSquared);
  }
}
