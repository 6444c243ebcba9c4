package io.holdfast.core.linalg;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * The versions of the native libraries that this library was built with; their jars do not tell.
 */
final class NativeLibraryVersions {

  private static final String RESOURCE = "native-libraries.properties";

  private NativeLibraryVersions() {}

  /**
   * The version of {@code openblas} or {@code jblas}.
   *
   * @throws IllegalStateException if the build did not write it down
   */
  static String of(String library) {
    Properties versions = new Properties();
    try (InputStream in = NativeLibraryVersions.class.getResourceAsStream(RESOURCE)) {
      if (in != null) {
        versions.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String version = versions.getProperty(library);
    if (version == null) {
      throw new IllegalStateException(RESOURCE + " does not name the version of " + library);
    }
    return version;
  }
}
