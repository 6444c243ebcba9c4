package io.holdfast.core.linalg;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/**
 * The functions of OpenBLAS that we call, with their signatures. A native image must know each of
 * them when it is built: they are listed in {@code reachability-metadata.json}.
 *
 * <p>The computing ones are <i>critical</i>: they take heap arrays as they are, and while one runs
 * the garbage collector waits; callers keep them short.
 */
enum Downcall {
  SGEMM(
      "cblas_sgemm",
      true,
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
          JAVA_INT)),
  SGEMV(
      "cblas_sgemv",
      true,
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
          JAVA_INT)),
  SSYRK(
      "cblas_ssyrk",
      true,
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
          JAVA_INT)),
  SDOT(
      "cblas_sdot",
      true,
      FunctionDescriptor.of(JAVA_FLOAT, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT)),
  SAXPY(
      "cblas_saxpy",
      true,
      FunctionDescriptor.ofVoid(JAVA_INT, JAVA_FLOAT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT)),
  /** The _work variant does not scan its input for NaN. */
  SPOSV(
      "LAPACKE_sposv_work",
      true,
      FunctionDescriptor.of(
          JAVA_INT, JAVA_INT, JAVA_BYTE, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT)),
  SET_THREADS("openblas_set_num_threads", false, FunctionDescriptor.ofVoid(JAVA_INT)),
  THREADS("openblas_get_num_threads", false, FunctionDescriptor.of(JAVA_INT)),
  CONFIGURATION("openblas_get_config", false, FunctionDescriptor.of(ADDRESS)),
  CORE("openblas_get_corename", false, FunctionDescriptor.of(ADDRESS));

  private final String function;
  private final boolean critical;
  private final FunctionDescriptor descriptor;

  Downcall(String function, boolean critical, FunctionDescriptor descriptor) {
    this.function = function;
    this.critical = critical;
    this.descriptor = descriptor;
  }

  /** Whether the call takes heap arrays. */
  boolean isCritical() {
    return critical;
  }

  FunctionDescriptor descriptor() {
    return descriptor;
  }

  /**
   * The function in a library.
   *
   * @throws java.util.NoSuchElementException if it has none of that name
   */
  MethodHandle in(SymbolLookup library) {
    Linker.Option[] options =
        critical ? new Linker.Option[] {Linker.Option.critical(true)} : new Linker.Option[0];
    return Linker.nativeLinker().downcallHandle(library.findOrThrow(function), descriptor, options);
  }
}
