package io.holdfast.core.model.explicitmf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.holdfast.core.linalg.LinearAlgebraProvider;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Folding in and predicting, against the formulas evaluated in float64 by elimination. */
class UserFoldInTest {

  private static final int ITEMS = 400;
  private static final int SAMPLES = 2;
  private static final int N = 4;

  private static final ExplicitMfParameters PARAMETERS =
      ExplicitMfParameters.of(
          ExplicitMfParameters.SCHEMA.parse(Map.of("factors", N - 1, "samples", SAMPLES)));

  private final SplittableRandom random = new SplittableRandom(21);
  private final ItemSamples samples = samples();

  @ParameterizedTest
  @CsvSource({"java, 1", "java, 7", "java, 300", "openblas, 7", "openblas, 300"})
  void isTheConditionalDistributionByEachSample(String provider, int count) {
    int[] items = random.ints(0, ITEMS).distinct().limit(count).toArray();
    float[] ratings = new float[count];
    for (int p = 0; p < count; p++) {
      ratings[p] = (float) random.nextGaussian();
    }
    FoldedUser user =
        new UserFoldIn(LinearAlgebraProvider.named(provider), samples, PARAMETERS)
            .foldIn(items, ratings);
    for (int sample = 0; sample < SAMPLES; sample++) {
      check(user, sample, items, ratings);
    }
  }

  private void check(FoldedUser user, int sample, int[] items, float[] ratings) {
    double noise = user.noisePrecisions()[sample];
    double[][] precision = Dense.symmetric(samples.userPriors().get(sample).precision(), 0, N);
    double[] priorMean = new double[N];
    for (int f = 0; f < N; f++) {
      priorMean[f] = samples.userPriors().get(sample).mean()[f];
    }
    double[] right = Dense.times(precision, priorMean);
    for (int p = 0; p < items.length; p++) {
      double[] x = design(items[p], sample);
      double y = ratings[p] - bias(items[p], sample);
      for (int r = 0; r < N; r++) {
        right[r] += noise * x[r] * y;
        for (int c = 0; c < N; c++) {
          precision[r][c] += noise * x[r] * x[c];
        }
      }
    }
    double[][] covariance = Dense.inverse(precision);
    double[] mean = Dense.times(covariance, right);
    double error = 0;
    for (int p = 0; p < items.length; p++) {
      double[] x = design(items[p], sample);
      double residual = ratings[p] - bias(items[p], sample) - Dense.dot(x, mean);
      error += residual * residual + Dense.dot(x, Dense.times(covariance, x));
    }
    for (int f = 0; f < N; f++) {
      assertThat(user.means()[sample * N + f]).isCloseTo((float) mean[f], within(1e-5f));
    }
    double shape = PARAMETERS.noiseShape();
    double alpha = samples.responses().get(sample).noisePrecision();
    assertThat(noise / alpha)
        .isCloseTo((shape + items.length / 2.0) / (shape + alpha * error / 2), within(1e-3));
    double[] asked = design(0, sample);
    int offset = samples.offset(0, sample);
    Response response = samples.responses().get(sample);
    assertThat(user.mean(sample, response, samples.vectors(), offset))
        .isCloseTo(bias(0, sample) + Dense.dot(asked, mean), within(1e-5));
    assertThat(user.variance(sample, response, samples.vectors(), offset, new double[N]))
        .isCloseTo(1 / noise + Dense.dot(asked, Dense.times(covariance, asked)), within(1e-5));
  }

  private double[] design(int item, int sample) {
    double[] x = new double[N];
    for (int f = 0; f < N - 1; f++) {
      x[f] = samples.vectors()[samples.offset(item, sample) + f];
    }
    x[N - 1] = 1;
    return x;
  }

  private double bias(int item, int sample) {
    return samples.vectors()[samples.offset(item, sample) + N - 1];
  }

  private ItemSamples samples() {
    float[] vectors = new float[ITEMS * SAMPLES * N];
    for (int f = 0; f < vectors.length; f++) {
      vectors[f] = (float) (0.5 * random.nextGaussian());
    }
    return new ItemSamples(
        vectors,
        List.of(
            NormalWishart.sample(vectors, 40, N, random),
            NormalWishart.sample(vectors, 60, N, random)),
        List.of(Response.ofOverall(N - 1, 1.5f), Response.ofOverall(N - 1, 2.5f)));
  }
}
