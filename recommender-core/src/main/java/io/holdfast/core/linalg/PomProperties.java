package io.holdfast.core.linalg;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** What Maven writes into a jar about itself. */
final class PomProperties {

  private PomProperties() {}

  /** The version of a jar on the class path, {@code unknown} if it does not say. */
  static String version(String group, String artifact) {
    Properties properties = new Properties();
    try (InputStream in =
        PomProperties.class
            .getClassLoader()
            .getResourceAsStream("META-INF/maven/" + group + "/" + artifact + "/pom.properties")) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version", "unknown");
  }
}
