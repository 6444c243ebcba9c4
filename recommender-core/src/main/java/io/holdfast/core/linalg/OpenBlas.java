package io.holdfast.core.linalg;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/**
 * The functions of the OpenBLAS library, bound when this class is initialized: initialization fails
 * with a {@link LinkageError} if the library cannot be found, unpacked, loaded or bound.
 *
 * <p>The library comes from the jar {@code org.bytedeco:openblas:<version>:<platform>}, which also
 * carries the Fortran runtime it needs.
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

  /** How many threads the library runs a call, after it was told to run one. */
  static final int THREADS;

  static {
    SymbolLookup library = load();
    SGEMM = Downcall.SGEMM.in(library);
    SGEMV = Downcall.SGEMV.in(library);
    SSYRK = Downcall.SSYRK.in(library);
    SDOT = Downcall.SDOT.in(library);
    SAXPY = Downcall.SAXPY.in(library);
    SPOSV = Downcall.SPOSV.in(library);
    try {
      Downcall.SET_THREADS.in(library).invokeExact(1);
      THREADS = (int) Downcall.THREADS.in(library).invokeExact();
      CONFIGURATION = text(library, Downcall.CONFIGURATION);
      CORE = text(library, Downcall.CORE);
    } catch (Throwable e) {
      throw new ExceptionInInitializerError(e);
    }
    BlasThreads.warning(System::getenv, THREADS)
        .ifPresent(
            warning -> System.getLogger(OpenBlas.class.getName()).log(Level.WARNING, warning));
  }

  private OpenBlas() {}

  private static SymbolLookup load() {
    Path folder;
    try {
      folder = CarriedLibraries.openBlas();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try {
      return SymbolLookup.libraryLookup(folder.resolve(CarriedLibraries.OPENBLAS), Arena.global());
    } catch (IllegalArgumentException systemLacksFortran) {
      // The linker looks for the Fortran runtime by name: loaded first, the carried one is found.
      try {
        for (String fortran : CarriedLibraries.FORTRAN) {
          SymbolLookup.libraryLookup(folder.resolve(fortran), Arena.global());
        }
        return SymbolLookup.libraryLookup(
            folder.resolve(CarriedLibraries.OPENBLAS), Arena.global());
      } catch (IllegalArgumentException e) {
        e.addSuppressed(systemLacksFortran);
        throw e;
      }
    }
  }

  private static String text(SymbolLookup library, Downcall call) throws Throwable {
    MemorySegment text = (MemorySegment) call.in(library).invokeExact();
    return text.reinterpret(Integer.MAX_VALUE).getString(0).strip();
  }
}
