package io.holdfast.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class JblasLinearAlgebraTest {

  /** As it runs on a JVM, which copies the arrays it is given. */
  @Nested
  class OnAJvm extends LinearAlgebraContract {

    private final LinearAlgebra jblas = new JblasLinearAlgebra("under test");

    @Override
    LinearAlgebra linearAlgebra() {
      return jblas;
    }

    @Test
    void longProductsAreCutIntoCallsWithoutSeams() {
      // 2^24 elements a call: 2,100 rows of 8,192 are two calls.
      int m = 2_100;
      int n = 8_192;
      float[] column = new float[m];
      float[] row = new float[n];
      for (int i = 0; i < m; i++) {
        column[i] = i % 11 - 5;
      }
      for (int i = 0; i < n; i++) {
        row[i] = i % 7 - 3;
      }
      float[] c = new float[m * n];
      jblas.gemm(false, false, m, n, 1, 1f, column, 0, 1, row, 0, n, 0f, c, 0, n);
      for (int i = 0; i < c.length; i++) {
        if (c[i] != column[i / n] * row[i % n]) {
          assertThat(c[i]).as("element %d", i).isEqualTo(column[i / n] * row[i % n]);
        }
      }
    }
  }

  /** As it runs in a native image, where arrays are given as they are. */
  @Nested
  class InANativeImage extends LinearAlgebraContract {

    private final LinearAlgebra jblas = new JblasLinearAlgebra("under test", false);

    @Override
    LinearAlgebra linearAlgebra() {
      return jblas;
    }
  }
}
