package io.holdfast.stickiness.statistics;

import static io.holdfast.stickiness.statistics.Reference.near;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SufficientStatisticsTest {

  /** mpmath: 1e9 + (4, 7, 13, 16) has variance 30; plain float64 sums of squares give 0. */
  @Test
  void keepsTheDigitsOfASmallSpreadAboutALargeMean() {
    Moments moments = Moments.of(1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16);

    assertThat(moments.variance()).isEqualTo(30);
    assertThat(Moments.of(1e9 + 4, 1e9 + 7).merge(Moments.of(1e9 + 13, 1e9 + 16)).variance())
        .isEqualTo(30);
  }

  @Test
  void proportionIsTheMomentsOfZerosAndOnes() {
    Moments counted = Moments.ofProportion(5, 2);
    Moments values = Moments.of(0, 1, 0, 1, 0);

    assertThat(counted.mean()).isCloseTo(values.mean(), near(0.4));
    assertThat(counted.variance()).isCloseTo(values.variance(), near(0.3));
    assertThat(counted.variance()).isCloseTo(0.4 * 0.6 * 5 / 4, near(0.3));
  }

  @Test
  void sumsThereAndBack() {
    Moments moments = Moments.of(Reference.CONTROL);
    Moments back = Moments.ofSums(moments.users(), moments.sum(), moments.sumOfSquares());

    assertThat(moments.sum()).isCloseTo(Arrays.stream(Reference.CONTROL).sum(), near(80.5));
    assertThat(back.variance()).isCloseTo(moments.variance(), near(moments.variance()));
  }

  @Provide
  Arbitrary<double[]> values() {
    return Arbitraries.doubles()
        .between(-1e4, 1e4)
        .array(double[].class)
        .ofMinSize(1)
        .ofMaxSize(60);
  }

  @Property(tries = 500, seed = "31")
  void anySplitMergesToTheWhole(@ForAll("values") double[] values, @ForAll int where) {
    int split = Math.floorMod(where, values.length + 1);
    double[] reversed = reverse(values);
    PairMoments whole = Reference.pairs(values, reversed);
    PairMoments merged =
        Reference.pairs(Arrays.copyOf(values, split), Arrays.copyOf(reversed, split))
            .merge(
                Reference.pairs(
                    Arrays.copyOfRange(values, split, values.length),
                    Arrays.copyOfRange(reversed, split, values.length)));
    double scale = 1 + whole.numerator().sumOfSquares();

    assertThat(merged.users()).isEqualTo(values.length);
    assertClose(merged.numerator().sum(), Arrays.stream(values).sum(), Math.sqrt(scale));
    assertClose(merged.numerator().centredSquares(), whole.numerator().centredSquares(), scale);
    assertClose(merged.crossProducts(), whole.crossProducts(), scale);
    assertClose(merged.crossProducts(), twoPassCrossProducts(values, reversed), scale);
    assertClose(whole.numerator().centredSquares(), twoPassCrossProducts(values, values), scale);
  }

  private static void assertClose(double actual, double expected, double scale) {
    assertThat(actual).isCloseTo(expected, Offset.offset(1e-10 * scale));
  }

  private static double[] reverse(double[] values) {
    double[] reversed = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      reversed[i] = values[values.length - 1 - i];
    }
    return reversed;
  }

  private static double twoPassCrossProducts(double[] y, double[] x) {
    double meanY = Arrays.stream(y).average().orElseThrow();
    double meanX = Arrays.stream(x).average().orElseThrow();
    double sum = 0;
    for (int i = 0; i < y.length; i++) {
      sum += (y[i] - meanY) * (x[i] - meanX);
    }
    return sum;
  }

  @Test
  void emptyIsNeutral() {
    Moments moments = Moments.of(1, 2);
    PairMoments pairs = Reference.pairs(new double[] {1, 2}, new double[] {3, 4});

    assertThat(Moments.EMPTY.merge(moments)).isEqualTo(moments);
    assertThat(moments.merge(Moments.EMPTY)).isEqualTo(moments);
    assertThat(PairMoments.EMPTY.merge(pairs)).isEqualTo(pairs);
    assertThat(pairs.merge(PairMoments.EMPTY)).isEqualTo(pairs);
    assertThat(Moments.ofSums(0, 0, 0)).isEqualTo(Moments.EMPTY);
    assertThat(Moments.ofProportion(0, 0)).isEqualTo(Moments.EMPTY);
  }

  @Test
  void refusesImpossibleMoments() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Moments(-1, 0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Moments(2, Double.NaN, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Moments(2, 0, -1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Moments(0, 1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> Moments.ofProportion(3, 4));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PairMoments(2, Moments.of(1, 2), Moments.of(1), 0));
  }
}
