package io.holdfast.core.artifact;

import java.util.regex.Pattern;

/**
 * The names an artifact may use, all of them safe as one path segment on any file system: models
 * ({@code als}, {@code shop-als}), versions ({@code 20261124T043000Z-1a2b3c4d}), files and entries.
 */
public final class ArtifactNames {

  private static final Pattern MODEL = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
  private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final Pattern FILE = Pattern.compile("[a-z0-9][a-z0-9._-]{0,95}");
  private static final Pattern ENTRY = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");

  private ArtifactNames() {}

  /**
   * Returns {@code name} if a model may be called that.
   *
   * @throws IllegalArgumentException if not
   */
  public static String requireModelName(String name) {
    return require(MODEL, "model name", name);
  }

  /**
   * Returns {@code version} if a model's version may be called that.
   *
   * @throws IllegalArgumentException if not
   */
  public static String requireVersion(String version) {
    return require(VERSION, "version", version);
  }

  /**
   * Returns {@code name} if a file of an artifact may be called that.
   *
   * @throws IllegalArgumentException if not
   */
  public static String requireFileName(String name) {
    return require(FILE, "file name", name);
  }

  static String requireEntryName(String name) {
    return require(ENTRY, "tensor or id map name", name);
  }

  private static String require(Pattern pattern, String what, String name) {
    if (name == null || !pattern.matcher(name).matches()) {
      throw new IllegalArgumentException("not a " + what + " (" + pattern.pattern() + "): " + name);
    }
    return name;
  }
}
