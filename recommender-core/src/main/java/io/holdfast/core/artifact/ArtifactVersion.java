package io.holdfast.core.artifact;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Mints versions: UTC time and digest prefix, for example {@code 20261124T043000Z-1a2b3c4d}. */
public final class ArtifactVersion {

  private static final int PREFIX = 8;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private ArtifactVersion() {}

  /**
   * The version of something made at {@code at} whose digest is {@code digest}.
   *
   * @param digest lower-case hex, at least eight digits
   */
  public static String mint(Instant at, String digest) {
    if (!digest.matches("[0-9a-f]{8,}")) {
      throw new IllegalArgumentException("not a digest in hex: " + digest);
    }
    return TIME.format(at) + "-" + digest.substring(0, PREFIX);
  }
}
