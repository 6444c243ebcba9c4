package io.holdfast.stickiness.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class MultivariateMomentsTest {

  private static final double SPREAD = 1e4;

  @Provide
  Arbitrary<List<double[]>> rows() {
    return Arbitraries.doubles()
        .between(-SPREAD, SPREAD)
        .array(double[].class)
        .ofSize(3)
        .list()
        .ofMinSize(1)
        .ofMaxSize(40);
  }

  private static MultivariateMoments of(List<double[]> rows) {
    MultivariateMoments moments = MultivariateMoments.empty(3);
    for (double[] row : rows) {
      moments = moments.plus(row);
    }
    return moments;
  }

  /** Σ (a − ā)(b − b̄) by two passes. */
  private static double twoPass(List<double[]> rows, int a, int b) {
    double meanA = rows.stream().mapToDouble(row -> row[a]).average().orElseThrow();
    double meanB = rows.stream().mapToDouble(row -> row[b]).average().orElseThrow();
    return rows.stream().mapToDouble(row -> (row[a] - meanA) * (row[b] - meanB)).sum();
  }

  @Property(tries = 400, seed = "41")
  void anySplitOfAnyOrderMergesToTheWhole(
      @ForAll("rows") List<double[]> rows, @ForAll int where, @ForAll long order) {
    List<double[]> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(order));
    int split = Math.floorMod(where, rows.size() + 1);
    MultivariateMoments merged =
        of(shuffled.subList(0, split)).merge(of(shuffled.subList(split, rows.size())));
    Offset<Double> rounding = Offset.offset(1e-12 * rows.size() * SPREAD * SPREAD);

    assertThat(merged.users()).isEqualTo(rows.size());
    for (int a = 0; a < 3; a++) {
      assertThat(merged.mean(a)).isCloseTo(of(rows).mean(a), Offset.offset(1e-12 * SPREAD));
      for (int b = 0; b < 3; b++) {
        assertThat(merged.centredProduct(a, b)).isCloseTo(twoPass(rows, a, b), rounding);
        assertThat(of(rows).centredProduct(a, b)).isCloseTo(twoPass(rows, a, b), rounding);
      }
    }
  }

  @Test
  void refusesImpossibleMoments() {
    double[][] negative = {{-1}};
    double[][] infinite = {{Double.POSITIVE_INFINITY}};

    assertThatIllegalArgumentException()
        .isThrownBy(() -> MultivariateMoments.ofCentred(3, new double[] {1}, negative));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MultivariateMoments.ofCentred(3, new double[] {1}, infinite));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MultivariateMoments.ofCentred(0, new double[] {1}, new double[1][1]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MultivariateMoments.ofCentred(3, new double[2], new double[1][1]));
  }

  @Test
  void momentsOfAPairAreThoseOfPairMoments() {
    MultivariateMoments several = MultivariateMoments.empty(2);
    for (int i = 0; i < Reference.VARIANT.length; i++) {
      several = several.plus(Reference.VARIANT[i], Reference.VARIANT_SESSIONS[i]);
    }
    PairMoments pair = Reference.pairs(Reference.VARIANT, Reference.VARIANT_SESSIONS);

    assertThat(several.centredProduct(0, 1)).isCloseTo(pair.crossProducts(), Offset.offset(1e-12));
    assertThat(several.centredProduct(1, 0)).isEqualTo(several.centredProduct(0, 1));
    assertThat(
            MultivariateMoments.ofCentred(
                several.users(),
                new double[] {several.mean(0), several.mean(1)},
                new double[][] {
                  {several.centredProduct(0, 0)},
                  {several.centredProduct(1, 0), several.centredProduct(1, 1)}
                }))
        .isEqualTo(several)
        .hasSameHashCodeAs(several);
  }
}
