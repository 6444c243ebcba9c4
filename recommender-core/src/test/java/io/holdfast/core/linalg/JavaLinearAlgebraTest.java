package io.holdfast.core.linalg;

class JavaLinearAlgebraTest extends LinearAlgebraContract {

  @Override
  LinearAlgebra linearAlgebra() {
    return new JavaLinearAlgebra("under test");
  }
}
