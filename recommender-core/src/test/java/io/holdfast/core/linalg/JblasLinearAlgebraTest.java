package io.holdfast.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** jblas as it runs on a JVM, which copies the arrays it is given. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class JblasLinearAlgebraTest extends LinearAlgebraContract {

  @Override
  LinearAlgebra linearAlgebra() {
    return new JblasLinearAlgebra("under test", true);
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
    linearAlgebra().gemm(false, false, m, n, 1, 1f, column, 0, 1, row, 0, n, 0f, c, 0, n);
    int wrong = 0;
    for (int i = 0; i < c.length; i++) {
      wrong += c[i] == column[i / n] * row[i % n] ? 0 : 1;
    }
    assertThat(wrong).isZero();
  }
}
