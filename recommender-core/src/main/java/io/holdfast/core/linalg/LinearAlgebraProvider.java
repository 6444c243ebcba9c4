package io.holdfast.core.linalg;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The one look-up of the linear algebra: which provider runs here, and why.
 *
 * <p>Without a wish, the first that runs of OpenBLAS through the foreign function API, jblas
 * through JNI, and plain Java. Native code needs native access to be enabled for this library
 * ({@code --enable-native-access=ALL-UNNAMED}, or {@code Enable-Native-Access} in the application's
 * manifest); a native image has it anyway. The system property {@value #PROPERTY}, else the
 * environment variable {@value #VARIABLE} ({@code openblas}, {@code jblas}, {@code java} or {@code
 * auto}), forces one; a forced provider that cannot run is an error and never a silent fallback.
 * The outcome is decided once a process, logged with its reason, and shared; thread-safe.
 */
public final class LinearAlgebraProvider {

  /** The system property that forces a provider by name. */
  public static final String PROPERTY = "holdfast.blas";

  /** The environment variable that forces a provider by name where the property is not set. */
  public static final String VARIABLE = "HOLDFAST_BLAS";

  /** The name that leaves the choice to the look-up. */
  public static final String AUTO = "auto";

  private static final Logger LOGGER = System.getLogger(LinearAlgebraProvider.class.getName());

  private static final List<Native> NATIVES =
      List.of(
          new Native(OpenBlasLinearAlgebra.NAME, "OpenBLAS", OpenBlasLinearAlgebra::new),
          new Native(JblasLinearAlgebra.NAME, "jblas", JblasLinearAlgebra::new));

  private LinearAlgebraProvider() {}

  /**
   * The provider of this process.
   *
   * @throws IllegalArgumentException if the wish names an unknown provider
   * @throws IllegalStateException if it forces one that cannot run
   */
  public static LinearAlgebra get() {
    return Shared.INSTANCE;
  }

  /**
   * A provider by name, logged with its reason.
   *
   * @param name one of {@link #names()}
   * @throws IllegalArgumentException if there is no provider of that name
   * @throws IllegalStateException if it cannot run here; the cause says why
   */
  public static LinearAlgebra named(String name) {
    LinearAlgebra found =
        switch (name) {
          case AUTO -> chosen();
          case JavaLinearAlgebra.NAME -> new JavaLinearAlgebra("asked for by name");
          default -> forced(name);
        };
    boolean isSecondBest = name.equals(AUTO) && found instanceof JavaLinearAlgebra;
    LOGGER.log(
        isSecondBest ? Level.WARNING : Level.INFO,
        "linear algebra: {0}: {1}",
        found.name(),
        found.reason());
    return found;
  }

  /** What {@link #named} understands. */
  public static List<String> names() {
    return Stream.of(
            Stream.of(AUTO), NATIVES.stream().map(Native::name), Stream.of(JavaLinearAlgebra.NAME))
        .flatMap(names -> names)
        .toList();
  }

  private static LinearAlgebra forced(String name) {
    Native wished =
        NATIVES.stream()
            .filter(candidate -> candidate.name.equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "unknown linear algebra %s; there is %s"
                            .formatted(name, String.join(", ", names()))));
    try {
      return wished.checked("asked for by name");
    } catch (LinkageError | RuntimeException e) {
      throw new IllegalStateException(wished.refusal(e), e);
    }
  }

  private static LinearAlgebra chosen() {
    if (!NativeImage.isRunning()
        && !LinearAlgebraProvider.class.getModule().isNativeAccessEnabled()) {
      return new JavaLinearAlgebra(
          "native access is not enabled; start Java with --enable-native-access=ALL-UNNAMED"
              + " for OpenBLAS");
    }
    List<String> refusals = new ArrayList<>();
    for (Native candidate : NATIVES) {
      try {
        return candidate.checked(
            refusals.isEmpty() ? "the fastest there is here" : String.join("; ", refusals));
      } catch (LinkageError | RuntimeException e) {
        String refusal = candidate.refusal(e);
        LOGGER.log(Level.WARNING, "linear algebra: " + refusal, e);
        refusals.add(refusal);
      }
    }
    return new JavaLinearAlgebra(String.join("; ", refusals));
  }

  private static String rootOf(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.toString();
  }

  /**
   * A provider that needs native code.
   *
   * @param name how it is asked for
   * @param label how it is called in a sentence
   * @param constructor makes it for a reason
   */
  private record Native(String name, String label, Function<String, LinearAlgebra> constructor) {

    private static final float TOLERANCE = 1e-6f;

    /** The provider, after it has solved a small system rightly. */
    LinearAlgebra checked(String why) {
      LinearAlgebra made = constructor.apply(why);
      float[] a = {4, 0, 2, 3};
      float[] b = {10, 8};
      made.posv(2, 1, a, 0, 2, b, 0, 2);
      float[] expected = {1.75f, 1.5f};
      if (Math.abs(b[0] - expected[0]) > TOLERANCE || Math.abs(b[1] - expected[1]) > TOLERANCE) {
        throw new IllegalStateException(
            "%s computes wrongly: %s for %s"
                .formatted(label, Arrays.toString(b), Arrays.toString(expected)));
      }
      return made;
    }

    String refusal(Throwable e) {
      return label + " cannot run here: " + rootOf(e);
    }
  }

  private static final class Shared {
    static final LinearAlgebra INSTANCE = named(wish());

    private static String wish() {
      String property = System.getProperty(PROPERTY);
      if (property != null) {
        return property;
      }
      String variable = System.getenv(VARIABLE);
      return variable == null || variable.isBlank() ? AUTO : variable;
    }
  }
}
