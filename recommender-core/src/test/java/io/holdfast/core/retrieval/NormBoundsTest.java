package io.holdfast.core.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.core.linalg.LinearAlgebra;
import io.holdfast.core.linalg.LinearAlgebraProvider;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class NormBoundsTest {
  private static final int BLOCKS = 20;
  private static final int ITEMS = BLOCKS * NormBounds.BLOCK;

  @Test
  void nothingFromABlockOnIsLongerThanItsBound() {
    float[] vectors = new float[2 * ITEMS];
    vectors[0] = 3;
    vectors[1] = 4;
    vectors[2 * NormBounds.BLOCK] = 2;
    NormBounds bounds = NormBounds.of(vectors, ITEMS, 2);
    assertThat(bounds.blocks()).isEqualTo(BLOCKS);
    assertThat(bounds.below(10, 0, 50f)).as("equal scores may still come").isFalse();
    assertThat(bounds.below(10, 0, 50.001f)).isTrue();
    assertThat(bounds.below(10, 1, 20f)).isFalse();
    assertThat(bounds.below(10, 1, 20.001f)).isTrue();
    assertThat(bounds.below(10, 2, 0f)).isFalse();
    assertThat(bounds.below(10, 0, Float.NEGATIVE_INFINITY)).isFalse();
    assertThat(bounds.below(0, 0, 0f)).as("a query of zeros scores zero").isFalse();
    assertThat(bounds.below(10, 0, -1f)).isFalse();
    assertThat(bounds.below(Double.NaN, 0, 1f)).isFalse();
  }

  @Test
  void aSearchReadsOnlyTheBlocksThatCanMatter() {
    float[] vectors = new float[ITEMS];
    for (int item = 0; item < ITEMS; item++) {
      vectors[item] = (float) (ITEMS - item) / ITEMS;
    }
    FactorQuery query = new FactorQuery(new float[] {1}, 10, ItemFilter.all());
    assertThat(rowsRead(vectors, List.of(query))).isEqualTo(NormBounds.BLOCK);
    assertThat(rowsRead(vectors, List.of(query, query))).isEqualTo(2 * NormBounds.BLOCK);
    FactorQuery last = new FactorQuery(new float[] {1}, 10, ItemFilter.only(ITEMS - 1));
    assertThat(rowsRead(vectors, List.of(last, query))).isEqualTo(ITEMS + NormBounds.BLOCK);
  }

  /** How many rows of the factors were multiplied with a query. */
  private static long rowsRead(float[] vectors, List<FactorQuery> queries) {
    LinearAlgebra java = LinearAlgebraProvider.named("java");
    AtomicLong rows = new AtomicLong();
    LinearAlgebra counting =
        (LinearAlgebra)
            Proxy.newProxyInstance(
                LinearAlgebra.class.getClassLoader(),
                new Class<?>[] {LinearAlgebra.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("gemv")) {
                    rows.addAndGet((int) arguments[1]);
                  }
                  return method.invoke(java, arguments);
                });
    new FactorSearch(counting, vectors, ITEMS, 1).searchAll(queries);
    return rows.get();
  }
}
