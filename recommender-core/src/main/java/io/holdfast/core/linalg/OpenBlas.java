package io.holdfast.core.linalg;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/**
 * The functions of the OpenBLAS library, bound when this class is initialized: initialization fails
 * with a {@link LinkageError} if the library cannot be found, unpacked, loaded or bound.
 *
 * <p>The library comes from the jar {@code org.bytedeco:openblas:<version>:<platform>}, which also
 * carries the Fortran runtime it needs. Calls are <i>critical</i>: they take heap arrays as they
 * are, and while one runs the garbage collector waits; callers keep them short.
 */
final class OpenBlas {

  static final int ROW_MAJOR = 101;
  static final int COLUMN_MAJOR = 102;
  static final int NO_TRANSPOSE = 111;
  static final int TRANSPOSE = 112;
  static final int LOWER = 122;

  static final MethodHandle SGEMM;
  static final MethodHandle SGEMV;
  static final MethodHandle SSYRK;
  static final MethodHandle SDOT;
  static final MethodHandle SAXPY;
  static final MethodHandle SPOSV;

  /** The library's own description of its build. */
  static final String CONFIGURATION;

  /** The processor whose kernels the library chose. */
  static final String CORE;

  private static final String NAME = "libopenblas.so.0";
  private static final List<String> FORTRAN = List.of("libquadmath.so.0", "libgfortran.so.5");

  static {
    SymbolLookup library = load();
    SGEMM =
        critical(
            library,
            "cblas_sgemm",
            FunctionDescriptor.ofVoid(
                JAVA_INT,
                JAVA_INT,
                JAVA_INT,
                JAVA_INT,
                JAVA_INT,
                JAVA_INT,
                JAVA_FLOAT,
                ADDRESS,
                JAVA_INT,
                ADDRESS,
                JAVA_INT,
                JAVA_FLOAT,
                ADDRESS,
                JAVA_INT));
    SGEMV =
        critical(
            library,
            "cblas_sgemv",
            FunctionDescriptor.ofVoid(
                JAVA_INT,
                JAVA_INT,
                JAVA_INT,
                JAVA_INT,
                JAVA_FLOAT,
                ADDRESS,
                JAVA_INT,
                ADDRESS,
                JAVA_INT,
                JAVA_FLOAT,
                ADDRESS,
                JAVA_INT));
    SSYRK =
        critical(
            library,
            "cblas_ssyrk",
            FunctionDescriptor.ofVoid(
                JAVA_INT,
                JAVA_INT,
                JAVA_INT,
                JAVA_INT,
                JAVA_INT,
                JAVA_FLOAT,
                ADDRESS,
                JAVA_INT,
                JAVA_FLOAT,
                ADDRESS,
                JAVA_INT));
    SDOT =
        critical(
            library,
            "cblas_sdot",
            FunctionDescriptor.of(JAVA_FLOAT, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT));
    SAXPY =
        critical(
            library,
            "cblas_saxpy",
            FunctionDescriptor.ofVoid(JAVA_INT, JAVA_FLOAT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT));
    // The _work variant does not scan its input for NaN.
    SPOSV =
        critical(
            library,
            "LAPACKE_sposv_work",
            FunctionDescriptor.of(
                JAVA_INT, JAVA_INT, JAVA_BYTE, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS,
                JAVA_INT));
    try {
      plain(library, "openblas_set_num_threads", FunctionDescriptor.ofVoid(JAVA_INT))
          .invokeExact(1);
      CONFIGURATION = text(library, "openblas_get_config");
      CORE = text(library, "openblas_get_corename");
    } catch (Throwable e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private OpenBlas() {}

  private static SymbolLookup load() {
    Path folder;
    try {
      String platform = platform();
      folder =
          NativeLibraryCache.ofUser()
              .unpack(
                  "openblas-" + version() + "-" + platform,
                  OpenBlas.class.getClassLoader(),
                  "org/bytedeco/openblas/" + platform + "/",
                  List.of(NAME, FORTRAN.getFirst(), FORTRAN.getLast()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try {
      return SymbolLookup.libraryLookup(folder.resolve(NAME), Arena.global());
    } catch (IllegalArgumentException systemLacksFortran) {
      // The linker looks for the Fortran runtime by name: loaded first, the carried one is found.
      try {
        for (String fortran : FORTRAN) {
          SymbolLookup.libraryLookup(folder.resolve(fortran), Arena.global());
        }
        return SymbolLookup.libraryLookup(folder.resolve(NAME), Arena.global());
      } catch (IllegalArgumentException e) {
        e.addSuppressed(systemLacksFortran);
        throw e;
      }
    }
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

  private static String version() throws IOException {
    Properties properties = new Properties();
    try (InputStream in =
        OpenBlas.class
            .getClassLoader()
            .getResourceAsStream("META-INF/maven/org.bytedeco/openblas/pom.properties")) {
      if (in != null) {
        properties.load(in);
      }
    }
    return properties.getProperty("version", "unknown");
  }

  private static MethodHandle critical(
      SymbolLookup library, String function, FunctionDescriptor descriptor) {
    return Linker.nativeLinker()
        .downcallHandle(library.findOrThrow(function), descriptor, Linker.Option.critical(true));
  }

  private static MethodHandle plain(
      SymbolLookup library, String function, FunctionDescriptor descriptor) {
    return Linker.nativeLinker().downcallHandle(library.findOrThrow(function), descriptor);
  }

  private static String text(SymbolLookup library, String function) throws Throwable {
    MemorySegment text =
        (MemorySegment) plain(library, function, FunctionDescriptor.of(ADDRESS)).invokeExact();
    return text.reinterpret(Integer.MAX_VALUE).getString(0).strip();
  }
}
