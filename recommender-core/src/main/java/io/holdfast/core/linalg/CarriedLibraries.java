package io.holdfast.core.linalg;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The shared libraries that the jar {@code org.bytedeco:openblas:<version>:<platform>} carries:
 * OpenBLAS, and the Fortran runtime that OpenBLAS and jblas link to and few systems have.
 */
final class CarriedLibraries {

  /** OpenBLAS. */
  static final String OPENBLAS = "libopenblas.so.0";

  /** The Fortran runtime, in the order in which the linker needs it. */
  static final List<String> FORTRAN = List.of("libquadmath.so.0", "libgfortran.so.5");

  private CarriedLibraries() {}

  /**
   * A folder with OpenBLAS and the Fortran runtime.
   *
   * @throws IOException if the platform has none, the jar is missing, or no folder can be written
   */
  static Path openBlas() throws IOException {
    List<String> files = new ArrayList<>(FORTRAN);
    files.add(OPENBLAS);
    return unpack("openblas", files);
  }

  /**
   * A folder with the Fortran runtime.
   *
   * @throws IOException as {@link #openBlas()}
   */
  static Path fortran() throws IOException {
    return unpack("fortran", FORTRAN);
  }

  private static Path unpack(String name, List<String> files) throws IOException {
    String platform = platform();
    return NativeLibraryCache.ofUser()
        .unpack(
            name + "-" + NativeLibraryVersions.of("openblas") + "-" + platform,
            CarriedLibraries.class.getClassLoader(),
            "org/bytedeco/openblas/" + platform + "/",
            files);
  }

  private static String platform() throws IOException {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String architecture = System.getProperty("os.arch");
    if (system.equals("linux")) {
      switch (architecture) {
        case "amd64", "x86_64" -> {
          return "linux-x86_64";
        }
        case "aarch64" -> {
          return "linux-arm64";
        }
        default -> {}
      }
    }
    throw new IOException("no OpenBLAS is known for " + system + " on " + architecture);
  }
}
