package io.holdfast.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every provider must do, over many sizes, against sums in double. The tolerance of a sum over
 * k terms is that of float32 rounding, growing with √k and the size of the terms.
 */
abstract class LinearAlgebraContract {

  private static final double EPSILON = 1.1920929e-7;
  private static final int OFFSET = 3;
  private static final int PADDING = 2;
  private static final float UNTOUCHED = -77f;

  abstract LinearAlgebra linearAlgebra();

  @Test
  void saysWhatItIsAndWhy() {
    assertThat(linearAlgebra().name()).matches("[a-z]+");
    assertThat(linearAlgebra().reason()).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource({
    "1,1,1",
    "1,7,3",
    "5,1,9",
    "3,4,5",
    "16,16,16",
    "17,33,65",
    "64,64,64",
    "100,3,200",
    "2,700,5",
    "130,140,150",
    "1,1,1000",
    "0,3,4",
    "3,0,4",
    "3,4,0"
  })
  void multipliesMatrices(int m, int n, int k) {
    for (boolean transposeA : new boolean[] {false, true}) {
      for (boolean transposeB : new boolean[] {false, true}) {
        for (float beta : new float[] {0f, 1f, 0.5f}) {
          gemm(transposeA, transposeB, m, n, k, -1.5f, beta);
        }
      }
    }
  }

  private void gemm(
      boolean transposeA, boolean transposeB, int m, int n, int k, float alpha, float beta) {
    SplittableRandom random = new SplittableRandom(m * 31L + n * 7L + k);
    Matrix a = Matrix.random(random, transposeA ? k : m, transposeA ? m : k);
    Matrix b = Matrix.random(random, transposeB ? n : k, transposeB ? k : n);
    Matrix c = Matrix.random(random, m, n);
    Matrix expected = c.copy();
    for (int r = 0; r < m; r++) {
      for (int s = 0; s < n; s++) {
        double sum = 0;
        for (int p = 0; p < k; p++) {
          sum +=
              (double) (transposeA ? a.at(p, r) : a.at(r, p))
                  * (transposeB ? b.at(s, p) : b.at(p, s));
        }
        expected.set(r, s, (float) (alpha * sum + beta * c.at(r, s)));
      }
    }
    if (beta == 0) {
      c.fill(Float.NaN);
    }
    linearAlgebra()
        .gemm(
            transposeA,
            transposeB,
            m,
            n,
            k,
            alpha,
            a.array,
            OFFSET,
            a.ld,
            b.array,
            OFFSET,
            b.ld,
            beta,
            c.array,
            OFFSET,
            c.ld);
    assertSame(c, expected, k);
  }

  @ParameterizedTest
  @CsvSource({
    "1,1", "1,9", "9,1", "4,4", "5,7", "64,64", "33,100", "1000,17", "17,1000", "3000,64", "0,4",
    "4,0"
  })
  void multipliesMatrixAndVector(int m, int n) {
    for (boolean transpose : new boolean[] {false, true}) {
      for (float beta : new float[] {0f, 1f, -0.25f}) {
        SplittableRandom random = new SplittableRandom(m * 13L + n);
        Matrix a = Matrix.random(random, m, n);
        Matrix x = Matrix.random(random, 1, transpose ? m : n);
        Matrix y = Matrix.random(random, 1, transpose ? n : m);
        Matrix expected = y.copy();
        for (int r = 0; r < y.columns; r++) {
          double sum = 0;
          for (int p = 0; p < x.columns; p++) {
            sum += (double) (transpose ? a.at(p, r) : a.at(r, p)) * x.at(0, p);
          }
          expected.set(0, r, (float) (2f * sum + beta * y.at(0, r)));
        }
        if (beta == 0) {
          y.fill(Float.NaN);
        }
        linearAlgebra()
            .gemv(
                transpose, m, n, 2f, a.array, OFFSET, a.ld, x.array, OFFSET, beta, y.array, OFFSET);
        assertSame(y, expected, x.columns);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,10", "3,1", "4,4", "8,100", "17,9", "64,64", "65,300", "130,20", "5,0"})
  void addsUpGramians(int n, int k) {
    for (float beta : new float[] {0f, 1f, 0.5f}) {
      SplittableRandom random = new SplittableRandom(n * 17L + k);
      Matrix a = Matrix.random(random, k, n);
      Matrix c = Matrix.random(random, n, n);
      Matrix expected = c.copy();
      for (int r = 0; r < n; r++) {
        for (int s = 0; s <= r; s++) {
          double sum = 0;
          for (int p = 0; p < k; p++) {
            sum += (double) a.at(p, r) * a.at(p, s);
          }
          expected.set(r, s, (float) (0.75f * sum + beta * c.at(r, s)));
        }
      }
      if (beta == 0) {
        for (int r = 0; r < n; r++) {
          Arrays.fill(c.array, OFFSET + r * c.ld, OFFSET + r * c.ld + r + 1, Float.NaN);
        }
      }
      linearAlgebra().syrk(n, k, 0.75f, a.array, OFFSET, a.ld, beta, c.array, OFFSET, c.ld);
      assertSame(c, expected, k);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 16, 33, 64, 100, 129})
  void solvesPositiveDefiniteSystems(int n) {
    SplittableRandom random = new SplittableRandom(n);
    int rightHandSides = 3;
    Matrix square = Matrix.random(random, n, n);
    Matrix a = Matrix.random(random, n, n);
    for (int r = 0; r < n; r++) {
      for (int c = 0; c < n; c++) {
        double sum = r == c ? n : 0;
        for (int p = 0; p < n; p++) {
          sum += (double) square.at(p, r) * square.at(p, c);
        }
        // Above the diagonal stands what must not be read.
        a.set(r, c, c <= r ? (float) sum : Float.NaN);
      }
    }
    Matrix solution = Matrix.random(random, rightHandSides, n);
    Matrix b = Matrix.random(random, rightHandSides, n);
    for (int s = 0; s < rightHandSides; s++) {
      for (int r = 0; r < n; r++) {
        double sum = 0;
        for (int c = 0; c < n; c++) {
          sum += (double) (c <= r ? a.at(r, c) : a.at(c, r)) * solution.at(s, c);
        }
        b.set(s, r, (float) sum);
      }
    }
    linearAlgebra().posv(n, rightHandSides, a.array, OFFSET, a.ld, b.array, OFFSET, b.ld);
    for (int s = 0; s < rightHandSides; s++) {
      for (int c = 0; c < n; c++) {
        assertThat(Math.abs((double) b.at(s, c) - solution.at(s, c)))
            .isLessThan(50 * EPSILON * Math.sqrt(n));
      }
    }
    assertThat(b.array[0]).isEqualTo(UNTOUCHED);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 7, 64, 191, 192, 193, 400})
  void invertsPositiveDefiniteMatrices(int n) {
    SplittableRandom random = new SplittableRandom(n);
    Matrix square = Matrix.random(random, n, n);
    Matrix a = Matrix.random(random, n, n);
    for (int r = 0; r < n; r++) {
      for (int c = 0; c < n; c++) {
        double sum = r == c ? n : 0;
        for (int p = 0; p < n; p++) {
          sum += (double) square.at(p, r) * square.at(p, c);
        }
        // Above the diagonal stands what must be neither read nor written.
        a.set(r, c, c <= r ? (float) sum : UNTOUCHED);
      }
    }
    Matrix inverse = a.copy();
    linearAlgebra().invert(n, inverse.array, OFFSET, inverse.ld);
    for (int r = 0; r < n; r++) {
      for (int c = 0; c < n; c++) {
        double sum = 0;
        for (int p = 0; p < n; p++) {
          sum +=
              (double) (p <= r ? a.at(r, p) : a.at(p, r))
                  * (c <= p ? inverse.at(p, c) : inverse.at(c, p));
        }
        assertThat(Math.abs(sum - (r == c ? 1 : 0)))
            .as("element %d, %d of A A⁻¹ of order %d", r, c, n)
            .isLessThan(50 * EPSILON * Math.sqrt(n));
        if (c > r) {
          assertThat(inverse.at(r, c)).isEqualTo(UNTOUCHED);
        }
      }
    }
    assertThat(inverse.array[0]).isEqualTo(UNTOUCHED);
  }

  @Test
  void refusesToInvertIndefiniteMatrices() {
    float[] a = {1, 0, 2, 1};
    assertThatExceptionOfType(NotPositiveDefiniteException.class)
        .isThrownBy(() -> linearAlgebra().invert(2, a, 0, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> linearAlgebra().invert(-1, a, 0, 2));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> linearAlgebra().invert(3, a, 0, 3));
  }

  @Test
  void refusesIndefiniteSystems() {
    float[] a = {1, 0, 2, 1};
    float[] b = {1, 1};
    assertThatExceptionOfType(NotPositiveDefiniteException.class)
        .isThrownBy(() -> linearAlgebra().posv(2, 1, a, 0, 2, b, 0, 2))
        .withMessageContaining("order 2");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 8, 31, 64, 1000, 10_001})
  void addsAndMultipliesVectors(int n) {
    SplittableRandom random = new SplittableRandom(n);
    Matrix x = Matrix.random(random, 1, n);
    Matrix y = Matrix.random(random, 1, n);
    double sum = 0;
    Matrix expected = y.copy();
    for (int i = 0; i < n; i++) {
      sum += (double) x.at(0, i) * y.at(0, i);
      expected.set(0, i, y.at(0, i) - 0.3f * x.at(0, i));
    }
    assertThat(Math.abs(linearAlgebra().dot(n, x.array, OFFSET, y.array, OFFSET) - sum))
        .isLessThanOrEqualTo(tolerance(n));
    linearAlgebra().axpy(n, -0.3f, x.array, OFFSET, y.array, OFFSET);
    assertSame(y, expected, 1);
  }

  @Test
  void refusesWhatDoesNotFit() {
    float[] four = new float[4];
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(
            () -> linearAlgebra().gemv(false, 3, 2, 1f, four, 0, 2, four, 0, 0f, new float[3], 0));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> linearAlgebra().dot(3, four, 2, four, 0));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> linearAlgebra().axpy(1, 1f, four, -1, four, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> linearAlgebra().syrk(2, 2, 1f, four, 0, 1, 0f, new float[4], 0, 2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> linearAlgebra().posv(-1, 1, four, 0, 2, four, 0, 2));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(
            () ->
                linearAlgebra()
                    .gemm(
                        false, false, 2, 2, 2, 1f, four, 0, 2, four, 1, 2, 0f, new float[4], 0, 2));
  }

  @Test
  void callsFromSeveralThreadsIntoOneArrayDoNotDisturbEachOther() throws Exception {
    // Small whole numbers, so that every sum is exact; each thread writes its own rows of C.
    int d = 32;
    int threads = 4;
    int rounds = 2_000;
    SplittableRandom random = new SplittableRandom(7);
    float[] a = wholeNumbers(random, threads * d * d);
    float[] b = wholeNumbers(random, d * d);
    float[] expected = new float[threads * d * d];
    new JavaLinearAlgebra("the reference")
        .gemm(false, false, threads * d, d, d, 1f, a, 0, d, b, 0, d, 0f, expected, 0, d);
    float[] c = new float[threads * d * d];
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      List<Future<Integer>> wrong = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        int from = thread * d * d;
        int to = from + d * d;
        wrong.add(
            executor.submit(
                () -> {
                  int count = 0;
                  for (int round = 0; round < rounds; round++) {
                    Arrays.fill(c, from, to, UNTOUCHED);
                    linearAlgebra()
                        .gemm(false, false, d, d, d, 1f, a, from, d, b, 0, d, 0f, c, from, d);
                    count += Arrays.equals(c, from, to, expected, from, to) ? 0 : 1;
                  }
                  return count;
                }));
      }
      for (Future<Integer> count : wrong) {
        assertThat(count.get()).isZero();
      }
    }
  }

  private static float[] wholeNumbers(SplittableRandom random, int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = random.nextInt(-4, 5);
    }
    return numbers;
  }

  private static void assertSame(Matrix actual, Matrix expected, int terms) {
    for (int i = 0; i < actual.array.length; i++) {
      assertThat(Math.abs((double) actual.array[i] - expected.array[i]))
          .as("element %d of %d x %d over %d terms", i, actual.rows, actual.columns, terms)
          .isLessThanOrEqualTo(tolerance(terms));
    }
  }

  /** Elements lie in (−1, 1) and factors stay below 2.5. */
  private static double tolerance(int terms) {
    return 32 * EPSILON * Math.sqrt(Math.max(1, terms));
  }

  /** A row-major matrix with an offset and padded rows, all of which must stay untouched. */
  private static final class Matrix {

    final float[] array;
    final int rows;
    final int columns;
    final int ld;

    private Matrix(float[] array, int rows, int columns) {
      this.array = array;
      this.rows = rows;
      this.columns = columns;
      this.ld = columns + PADDING;
    }

    static Matrix random(SplittableRandom random, int rows, int columns) {
      float[] array = new float[OFFSET + rows * (columns + PADDING)];
      Arrays.fill(array, UNTOUCHED);
      Matrix matrix = new Matrix(array, rows, columns);
      for (int r = 0; r < rows; r++) {
        for (int c = 0; c < columns; c++) {
          matrix.set(r, c, (float) random.nextDouble(-1, 1));
        }
      }
      return matrix;
    }

    Matrix copy() {
      return new Matrix(array.clone(), rows, columns);
    }

    float at(int row, int column) {
      return array[OFFSET + row * ld + column];
    }

    void set(int row, int column, float value) {
      array[OFFSET + row * ld + column] = value;
    }

    void fill(float value) {
      for (int r = 0; r < rows; r++) {
        Arrays.fill(array, OFFSET + r * ld, OFFSET + r * ld + columns, value);
      }
    }
  }
}
