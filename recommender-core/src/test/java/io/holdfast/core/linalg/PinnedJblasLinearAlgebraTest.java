package io.holdfast.core.linalg;

import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** jblas as it runs in a native image, which gives arrays as they are. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class PinnedJblasLinearAlgebraTest extends LinearAlgebraContract {

  @Override
  LinearAlgebra linearAlgebra() {
    return new JblasLinearAlgebra("under test", false);
  }
}
