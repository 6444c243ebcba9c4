package io.holdfast.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(
    value = OS.LINUX,
    architectures = "amd64",
    disabledReason = "the build carries OpenBLAS for linux-x86_64")
class OpenBlasLinearAlgebraTest extends LinearAlgebraContract {

  @Override
  LinearAlgebra linearAlgebra() {
    return new OpenBlasLinearAlgebra("under test");
  }

  @Test
  void namesItsKernels() {
    assertThat(linearAlgebra().reason()).startsWith("under test; OpenBLAS").contains("kernels for");
  }

  @Test
  void longProductsAreCutIntoCallsWithoutSeams() {
    // 2^29 multiplications a call: 9,000 rows of 256 x 256 are two calls and a bit.
    int m = 9_000;
    int d = 256;
    float[] a = new float[m * d];
    for (int i = 0; i < a.length; i++) {
      a[i] = i % 7 - 3;
    }
    float[] identity = new float[d * d];
    for (int i = 0; i < d; i++) {
      identity[i * d + i] = 1;
    }
    float[] c = new float[m * d];
    linearAlgebra().gemm(false, false, m, d, d, 1f, a, 0, d, identity, 0, d, 0f, c, 0, d);
    assertThat(Arrays.equals(c, a)).isTrue();

    // The Gramian by one long syrk is the Gramian of its halves.
    float[] whole = new float[d * d];
    float[] halves = new float[d * d];
    linearAlgebra().syrk(d, m, 1f, a, 0, d, 0f, whole, 0, d);
    linearAlgebra().syrk(d, m / 2, 1f, a, 0, d, 0f, halves, 0, d);
    linearAlgebra().syrk(d, m / 2, 1f, a, m / 2 * d, d, 1f, halves, 0, d);
    assertThat(whole).isEqualTo(halves);
  }
}
