package io.holdfast.core.linalg;

import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.jblas.NativeBlas;
import org.jblas.util.LibraryLoader;
import org.jblas.util.Logger;

/**
 * The functions of the library that jblas carries, one call at a time: initialization fails with a
 * {@link LinkageError} if the library cannot be loaded.
 *
 * <p>That library is OpenBLAS, built for one thread and without locks. It hands out its work
 * buffers unguarded: two calls at once get the same buffer now and then, and both return wrong
 * numbers. So every call holds one lock, for the whole process.
 *
 * <p>Arguments are those of BLAS: matrices by columns, each array followed by its offset. Java
 * arrays go through {@code GetFloatArrayElements}: a JVM copies each of them in full, and those
 * that are written back in full too, however small the matrix inside is; a native image pins them.
 */
final class Jblas {

  /** The library's version. */
  static final String VERSION;

  private static final int SILENT = Logger.ERROR + 1;
  private static final ReentrantLock ONE_CALL = new ReentrantLock();

  static {
    // jblas prints to standard error, also that it deletes its files when the process ends.
    Logger.getLogger().setLevel(SILENT);
    VERSION = NativeLibraryVersions.of("jblas");
    Throwable fortran = loadFortran();
    try {
      float[] one = {1};
      NativeBlas.sdot(1, one, 0, 1, one, 0, 1);
    } catch (UnsatisfiedLinkError e) {
      UnsatisfiedLinkError cause = causeOf(e);
      if (fortran != null) {
        cause.addSuppressed(fortran);
      }
      throw cause;
    }
  }

  private Jblas() {}

  /** {@code C := alpha · op(A) · op(B)}, BLAS {@code sgemm}; C is all of its array. */
  static void gemm(
      char transposeA,
      char transposeB,
      int m,
      int n,
      int k,
      float alpha,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      float[] c) {
    ONE_CALL.lock();
    try {
      NativeBlas.sgemm(
          transposeA, transposeB, m, n, k, alpha, a, aOffset, lda, b, bOffset, ldb, 0f, c, 0, m);
    } finally {
      ONE_CALL.unlock();
    }
  }

  /** {@code y := alpha · op(A) · x}, BLAS {@code sgemv}; y is all of its array. */
  static void gemv(
      char transpose,
      int m,
      int n,
      float alpha,
      float[] a,
      int aOffset,
      int lda,
      float[] x,
      int xOffset,
      float[] y) {
    ONE_CALL.lock();
    try {
      NativeBlas.sgemv(transpose, m, n, alpha, a, aOffset, lda, x, xOffset, 1, 0f, y, 0, 1);
    } finally {
      ONE_CALL.unlock();
    }
  }

  /** Solves A X = B on the upper triangle, LAPACK {@code sposv}; returns its info. */
  static int posv(int n, int rightHandSides, float[] a, float[] b) {
    ONE_CALL.lock();
    try {
      return NativeBlas.sposv('U', n, rightHandSides, a, 0, n, b, 0, n);
    } finally {
      ONE_CALL.unlock();
    }
  }

  /**
   * Loads the carried Fortran runtime, so that the linker finds it by name when it loads jblas's
   * library. Returns why it could not; the system may have its own.
   */
  private static Throwable loadFortran() {
    try {
      var folder = CarriedLibraries.fortran();
      for (String library : CarriedLibraries.FORTRAN) {
        System.load(folder.resolve(library).toString());
      }
      return null;
    } catch (IOException | UnsatisfiedLinkError e) {
      return e;
    }
  }

  /** jblas keeps to itself why its library cannot be loaded: asked again, it tells. */
  private static UnsatisfiedLinkError causeOf(UnsatisfiedLinkError e) {
    try {
      new LibraryLoader().loadLibrary("jblas", true);
      return e;
    } catch (UnsatisfiedLinkError cause) {
      return cause;
    }
  }
}
