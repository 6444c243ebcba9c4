package io.holdfast.core.model.explicitmf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Moments of what is drawn; tolerances are five standard errors or more. */
class RandomDrawsTest {

  private static final int DRAWS = 200_000;

  @ParameterizedTest
  @ValueSource(doubles = {1, 2.5, 40})
  void gammaHasItsMoments(double shape) {
    SplittableRandom random = new SplittableRandom(11);
    double sum = 0;
    double squares = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      double value = Gamma.sample(shape, random);
      sum += value;
      squares += value * value;
    }
    double mean = sum / DRAWS;
    assertThat(mean).isCloseTo(shape, within(5 * Math.sqrt(shape / DRAWS)));
    assertThat(squares / DRAWS - mean * mean).isCloseTo(shape, within(0.03 * shape));
  }

  @Test
  void gammaRefusesShapesThatTheMethodDoesNotCover() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Gamma.sample(0.5, new SplittableRandom(1)))
        .withMessageContaining("0.5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Gamma.sample(Double.NaN, new SplittableRandom(1)));
  }

  /** Λ ~ Wishart(S, ν): E Λ = νS, Var Λ_rc = ν (S_rc² + S_rr S_cc). */
  @Test
  void wishartHasItsMoments() {
    double[] scale = {2, 0.5, 0.5, 1};
    double[] l = Cholesky.factor(scale, 2);
    double freedom = 7;
    SplittableRandom random = new SplittableRandom(12);
    double[] sum = new double[4];
    double[] squares = new double[4];
    for (int draw = 0; draw < DRAWS; draw++) {
      double[] root = NormalWishart.wishartRoot(l, 2, freedom, random);
      assertThat(root[1]).isZero();
      double[] square = {
        root[0] * root[0], 0, root[2] * root[0], root[2] * root[2] + root[3] * root[3]
      };
      for (int cell = 0; cell < 4; cell++) {
        sum[cell] += square[cell];
        squares[cell] += square[cell] * square[cell];
      }
    }
    int[] lower = {0, 2, 3};
    double[] variances = {freedom * 8, freedom * (0.25 + 2), freedom * 2};
    for (int c = 0; c < lower.length; c++) {
      int cell = lower[c];
      double mean = sum[cell] / DRAWS;
      assertThat(mean)
          .isCloseTo(freedom * scale[cell], within(5 * Math.sqrt(variances[c] / DRAWS)));
      assertThat(squares[cell] / DRAWS - mean * mean)
          .isCloseTo(variances[c], within(0.05 * variances[c]));
    }
  }

  /** With many vectors the drawn mean and precision are those of the vectors. */
  @Test
  void hyperparametersFollowTheVectors() {
    SplittableRandom random = new SplittableRandom(13);
    int rows = 50_000;
    float[] vectors = new float[2 * rows];
    for (int row = 0; row < rows; row++) {
      double first = random.nextGaussian();
      vectors[2 * row] = (float) (1 + 0.5 * first);
      vectors[2 * row + 1] = (float) (-2 + 0.3 * first + 0.4 * random.nextGaussian());
    }
    GaussianPrior prior = NormalWishart.sample(vectors, rows, 2, random);
    assertThat(prior.mean()[0]).isCloseTo(1f, within(0.02f));
    assertThat(prior.mean()[1]).isCloseTo(-2f, within(0.02f));
    double[][] covariance = Dense.inverse(Dense.symmetric(prior.precision(), 0, 2));
    assertThat(covariance[0][0]).isCloseTo(0.25, within(0.01));
    assertThat(covariance[0][1]).isCloseTo(0.15, within(0.01));
    assertThat(covariance[1][1]).isCloseTo(0.25, within(0.01));
    double[] shift =
        Dense.times(
            Dense.symmetric(prior.precision(), 0, 2),
            new double[] {prior.mean()[0], prior.mean()[1]});
    assertThat(prior.shift()[0]).isCloseTo((float) shift[0], within(1e-3f));
    assertThat(prior.shift()[1]).isCloseTo((float) shift[1], within(1e-3f));
  }

  @Test
  void choleskyRefusesWhatIsNotPositiveDefinite() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Cholesky.factor(new double[] {1, 0, 2, 1}, 2))
        .withMessageContaining("pivot 1");
  }

  @Test
  void choleskyInverts() {
    double[] a = {4, 0, 0, 2, 5, 0, 1, 3, 6};
    double[] inverse = Cholesky.inverse(Cholesky.factor(a, 3), 3);
    double[][] expected = Dense.inverse(new double[][] {{4, 2, 1}, {2, 5, 3}, {1, 3, 6}});
    for (int cell = 0; cell < 9; cell++) {
      assertThat(inverse[cell]).isCloseTo(expected[cell / 3][cell % 3], within(1e-14));
    }
  }
}
