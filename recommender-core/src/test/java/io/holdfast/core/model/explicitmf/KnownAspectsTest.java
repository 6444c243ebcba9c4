package io.holdfast.core.model.explicitmf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.holdfast.core.linalg.LinearAlgebraProvider;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** Against the covariance of the known ratings written out and inverted by elimination. */
class KnownAspectsTest {

  private static final int FACTORS = 2;
  private static final int ASPECTS = 4;
  private static final int ALL = (1 << ASPECTS) - 1;
  private static final int D = FACTORS + ASPECTS;

  /** Σ over rows (y − x·v)² is (r − E r)ᵀ C⁻¹ (r − E r), whatever is known. */
  @Property(tries = 200)
  void rowsAddUpToTheDistanceByTheCovariance(
      @ForAll @LongRange(min = 0, max = 1000) long seed,
      @ForAll @IntRange(min = 1, max = ALL) int mask) {
    SplittableRandom random = new SplittableRandom(seed);
    Response response = response(random);
    float[] user = normal(D, random);
    float[] item = normal(D, random);
    float[] ratings = normal(ASPECTS, random);
    NormalEquations equations = new NormalEquations(LinearAlgebraProvider.named("java"), D);
    response.known(mask).addTo(equations, item, 0, ratings, 0, 1f);
    int[] known = IntStream.range(0, ASPECTS).filter(k -> (mask & 1 << k) != 0).toArray();
    double[] expected = expected(response, user, item);
    double[] difference = new double[known.length];
    double[][] covariance = new double[known.length][known.length];
    for (int r = 0; r < known.length; r++) {
      difference[r] = ratings[known[r]] - expected[known[r]];
      for (int c = 0; c < known.length; c++) {
        covariance[r][c] = covariance(response, known[r], known[c]);
      }
    }
    double distance = Dense.dot(difference, Dense.times(Dense.inverse(covariance), difference));
    assertThat(equations.squaredError(user, 0)).isCloseTo(distance, within(1e-4 * (1 + distance)));
  }

  /** The overall rating's readout is its expectation, and its variance that of the covariance. */
  @Property(tries = 50)
  void theOverallRatingIsReadOutOfTheVectors(@ForAll @LongRange(min = 0, max = 1000) long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Response response = response(random);
    float[] user = normal(D, random);
    float[] item = normal(D, random);
    FoldedUser folded = new FoldedUser(user, new float[D * D], new float[] {1});
    assertThat(folded.mean(0, response, item, 0))
        .isCloseTo(expected(response, user, item)[ASPECTS - 1], within(1e-4));
    assertThat(response.overallVariance())
        .isCloseTo(covariance(response, ASPECTS - 1, ASPECTS - 1), within(1e-5));
  }

  /** Mean and covariance of a conditional normal distribution, over 20,000 draws. */
  @Test
  void whatIsNotKnownIsDrawnGivenWhatIs() {
    SplittableRandom random = new SplittableRandom(4);
    Response response = response(random);
    float[] user = normal(D, random);
    float[] item = normal(D, random);
    double[] expected = expected(response, user, item);
    double[] own = own(response, user, item);
    float known = 0.7f;
    double deviation = 0.8;
    int draws = 20_000;
    double sum = 0;
    double squares = 0;
    int asked = 1;
    for (int n = 0; n < draws; n++) {
      float[] ratings = new float[ASPECTS];
      ratings[3] = known;
      response.known(1 << 3).complete(response, own, deviation, ratings, 0, random);
      sum += ratings[asked];
      squares += ratings[asked] * ratings[asked];
    }
    double gain = covariance(response, asked, 3) / covariance(response, 3, 3);
    double mean = expected[asked] + gain * (known - expected[3]);
    double variance =
        deviation
            * deviation
            * (covariance(response, asked, asked) - gain * covariance(response, 3, asked));
    double drawn = squares / draws - sum / draws * sum / draws;
    assertThat(sum / draws).isCloseTo(mean, within(5 * Math.sqrt(variance / draws)));
    assertThat(drawn / variance).isCloseTo(1, within(5 * Math.sqrt(2.0 / draws)));
  }

  /** With rows of several kinds, against weighted least squares in float64. */
  @Test
  void aUserIsFoldedInExactly() {
    SplittableRandom random = new SplittableRandom(9);
    int items = 30;
    Response response = response(random);
    float[] vectors = normal(items * D, random);
    GaussianPrior prior = NormalWishart.sample(vectors, items, D, random);
    ItemSamples samples = new ItemSamples(vectors, List.of(prior), List.of(response));
    int[] rated = {3, 8, 21, 14};
    float[] ratings = normal(rated.length * ASPECTS, random);
    ratings[0] = Float.NaN;
    ratings[ASPECTS + 1] = Float.NaN;
    ratings[ASPECTS + 2] = Float.NaN;
    ExplicitMfParameters parameters =
        ExplicitMfParameters.of(ExplicitMfParameters.SCHEMA.defaults());
    FoldedUser user =
        new UserFoldIn(LinearAlgebraProvider.named("java"), samples, parameters)
            .foldIn(rated, ratings);
    double noise = user.noisePrecisions()[0];
    double[][] precision = Dense.symmetric(prior.precision(), 0, D);
    double[] mean = new double[D];
    for (int f = 0; f < D; f++) {
      mean[f] = prior.mean()[f];
    }
    double[] right = Dense.times(precision, mean);
    for (int p = 0; p < rated.length; p++) {
      float[] item = Arrays.copyOfRange(vectors, rated[p] * D, (rated[p] + 1) * D);
      add(
          response,
          item,
          Arrays.copyOfRange(ratings, p * ASPECTS, (p + 1) * ASPECTS),
          noise,
          precision,
          right);
    }
    double[] exact = Dense.times(Dense.inverse(precision), right);
    for (int f = 0; f < D; f++) {
      assertThat(user.means()[f]).isCloseTo((float) exact[f], within(1e-4f));
    }
  }

  /** Adds Xᵀ C⁻¹ X and Xᵀ C⁻¹ (r − E r at a user of zeros) of one item's known ratings. */
  private static void add(
      Response response,
      float[] item,
      float[] ratings,
      double noise,
      double[][] precision,
      double[] right) {
    int[] known = IntStream.range(0, ASPECTS).filter(k -> !Float.isNaN(ratings[k])).toArray();
    double[][] covariance = new double[known.length][known.length];
    double[][] design = new double[known.length][D];
    double[] rest = new double[known.length];
    float[] nobody = new float[D];
    double[] base = expected(response, nobody, item);
    for (int r = 0; r < known.length; r++) {
      rest[r] = ratings[known[r]] - base[known[r]];
      for (int c = 0; c < known.length; c++) {
        covariance[r][c] = covariance(response, known[r], known[c]);
      }
      for (int f = 0; f < D; f++) {
        float[] unit = new float[D];
        unit[f] = 1;
        design[r][f] = expected(response, unit, item)[known[r]] - base[known[r]];
      }
    }
    double[][] inverse = Dense.inverse(covariance);
    double[] weighted = Dense.times(inverse, rest);
    for (int f = 0; f < D; f++) {
      double[] column = new double[known.length];
      for (int r = 0; r < known.length; r++) {
        column[r] = design[r][f];
        right[f] += noise * design[r][f] * weighted[r];
      }
      double[] product = Dense.times(inverse, column);
      for (int g = 0; g < D; g++) {
        for (int r = 0; r < known.length; r++) {
          precision[g][f] += noise * design[r][g] * product[r];
        }
      }
    }
  }

  /** By the definition, one aspect after the other. */
  private static double[] expected(Response response, float[] user, float[] item) {
    double[] expected = own(response, user, item);
    for (int k = 0; k < ASPECTS; k++) {
      for (int j = 0; j < k; j++) {
        expected[k] += response.regression()[k * ASPECTS + j] * expected[j];
      }
    }
    return expected;
  }

  private static double[] own(Response response, float[] user, float[] item) {
    double[] own = new double[ASPECTS];
    for (int k = 0; k < ASPECTS; k++) {
      own[k] = (double) user[FACTORS + k] + item[FACTORS + k];
      for (int f = 0; f < FACTORS; f++) {
        own[k] += (double) response.factorWeights()[k * FACTORS + f] * user[f] * item[f];
      }
    }
    return own;
  }

  /** Cov(r_a, r_b) by r_a = Σ_j w_aj r_j + ε_a, in units of the overall rating's noise. */
  private static double covariance(Response response, int a, int b) {
    if (a < b) {
      return covariance(response, b, a);
    }
    double sum = a == b ? response.noisePrecision() / (double) response.precisions()[a] : 0;
    for (int j = 0; j < a; j++) {
      sum += response.regression()[a * ASPECTS + j] * covariance(response, j, b);
    }
    return sum;
  }

  private static Response response(SplittableRandom random) {
    float[] precisions = new float[ASPECTS];
    for (int k = 0; k < ASPECTS; k++) {
      precisions[k] = 0.5f + 3 * (float) random.nextDouble();
    }
    return new Response(
        FACTORS, normal(ASPECTS * FACTORS, random), normal(ASPECTS * ASPECTS, random), precisions);
  }

  private static float[] normal(int length, SplittableRandom random) {
    float[] numbers = new float[length];
    for (int n = 0; n < length; n++) {
      numbers[n] = (float) (0.6 * random.nextGaussian());
    }
    return numbers;
  }
}
