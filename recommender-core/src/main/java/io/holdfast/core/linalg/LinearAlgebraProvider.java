package io.holdfast.core.linalg;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.List;

/**
 * The one look-up of the linear algebra: which provider runs here, and why.
 *
 * <p>Without a wish, OpenBLAS runs if its library is there and native access is enabled for this
 * library ({@code --enable-native-access=ALL-UNNAMED}, or {@code Enable-Native-Access} in the
 * application's manifest), plain Java otherwise. The system property {@value #PROPERTY} ({@code
 * openblas}, {@code java} or {@code auto}) forces one; a forced provider that cannot run is an
 * error and never a silent fallback. The outcome is decided once a process, logged with its reason,
 * and shared; thread-safe.
 */
public final class LinearAlgebraProvider {

  /** The system property that forces a provider by name. */
  public static final String PROPERTY = "holdfast.blas";

  /** The name that leaves the choice to the look-up. */
  public static final String AUTO = "auto";

  private static final Logger LOGGER = System.getLogger(LinearAlgebraProvider.class.getName());

  private static final float TOLERANCE = 1e-6f;

  private LinearAlgebraProvider() {}

  /**
   * The provider of this process.
   *
   * @throws IllegalArgumentException if the property names an unknown provider
   * @throws IllegalStateException if it forces one that cannot run
   */
  public static LinearAlgebra get() {
    return Shared.INSTANCE;
  }

  /**
   * A provider by name.
   *
   * @param name {@code openblas}, {@code java}, or {@code auto}
   * @throws IllegalArgumentException if there is no provider of that name
   * @throws IllegalStateException if it cannot run here; the cause says why
   */
  public static LinearAlgebra named(String name) {
    return switch (name) {
      case AUTO -> chosen();
      case JavaLinearAlgebra.NAME -> new JavaLinearAlgebra("asked for by name");
      case OpenBlasLinearAlgebra.NAME -> {
        try {
          yield openBlas("asked for by name");
        } catch (LinkageError | RuntimeException e) {
          throw new IllegalStateException("OpenBLAS cannot run here: " + rootOf(e), e);
        }
      }
      default ->
          throw new IllegalArgumentException(
              "unknown linear algebra %s; there is %s"
                  .formatted(
                      name, List.of(AUTO, OpenBlasLinearAlgebra.NAME, JavaLinearAlgebra.NAME)));
    };
  }

  private static LinearAlgebra chosen() {
    if (!LinearAlgebraProvider.class.getModule().isNativeAccessEnabled()) {
      LinearAlgebra java =
          new JavaLinearAlgebra(
              "native access is not enabled; start Java with --enable-native-access=ALL-UNNAMED"
                  + " for OpenBLAS");
      LOGGER.log(Level.WARNING, "linear algebra: {0}: {1}", java.name(), java.reason());
      return java;
    }
    try {
      LinearAlgebra openBlas = openBlas("the fastest there is here");
      log(openBlas);
      return openBlas;
    } catch (LinkageError | RuntimeException e) {
      LinearAlgebra java = new JavaLinearAlgebra("OpenBLAS cannot run here: " + rootOf(e));
      LOGGER.log(Level.WARNING, "linear algebra: " + java.name() + ": " + java.reason(), e);
      return java;
    }
  }

  /** OpenBLAS, after it has solved a small system rightly. */
  private static LinearAlgebra openBlas(String why) {
    LinearAlgebra openBlas = new OpenBlasLinearAlgebra(why);
    float[] a = {4, 0, 2, 3};
    float[] b = {10, 8};
    openBlas.posv(2, 1, a, 0, 2, b, 0, 2);
    float[] expected = {1.75f, 1.5f};
    if (Math.abs(b[0] - expected[0]) > TOLERANCE || Math.abs(b[1] - expected[1]) > TOLERANCE) {
      throw new IllegalStateException(
          "OpenBLAS computes wrongly: %s for %s"
              .formatted(Arrays.toString(b), Arrays.toString(expected)));
    }
    return openBlas;
  }

  private static void log(LinearAlgebra found) {
    LOGGER.log(Level.INFO, "linear algebra: {0}: {1}", found.name(), found.reason());
  }

  private static String rootOf(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.toString();
  }

  private static final class Shared {
    static final LinearAlgebra INSTANCE = look();

    private static LinearAlgebra look() {
      String wish = System.getProperty(PROPERTY, AUTO);
      LinearAlgebra found = named(wish);
      if (!wish.equals(AUTO)) {
        log(found);
      }
      return found;
    }
  }
}
