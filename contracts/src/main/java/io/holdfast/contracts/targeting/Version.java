package io.holdfast.contracts.targeting;

/**
 * A version, in the order of the specification ({@code paddedVersionString}): a leading {@code v}
 * and build metadata from {@code +} on do not count; the rest is cut at {@code -} and {@code .},
 * parts of digits are padded to five places with spaces, three parts alone get a fourth, {@code ~},
 * so that a release follows its pre-releases; joined by {@code -}, they compare as text. That is
 * semantic versioning's order for numbers below 100,000.
 *
 * <p>The other version is padded while it is compared, so comparing allocates nothing. Immutable
 * and thread-safe.
 */
final class Version {
  private static final int PLACES = 5;
  private static final int PARTS_OF_A_RELEASE = 3;
  private static final String NONE = "0";
  private static final String RELEASE = "-~";

  private final String padded;

  private Version(String padded) {
    this.padded = padded;
  }

  /** The version that such a text or number names. */
  static Version of(Object value) {
    StringBuilder padded = new StringBuilder();
    String text = text(value);
    int end = end(text);
    int parts = 0;
    for (int start = start(text); start <= end; parts++) {
      int stop = partEnd(text, start, end);
      padded.append(parts == 0 ? "" : "-");
      padded.repeat(' ', padding(text, start, stop)).append(text, start, stop);
      start = stop + 1;
    }
    return new Version(parts == PARTS_OF_A_RELEASE ? padded + RELEASE : padded.toString());
  }

  /** The value as the text of a version; anything but text and numbers is version 0. */
  static String text(Object value) {
    String text =
        switch (value) {
          case String given -> given;
          case Number number -> Numbers.plain(number.doubleValue());
          case null, default -> null;
        };
    return text == null || text.isEmpty() ? NONE : text;
  }

  /** Negative, zero or positive as this is less than, equal to or greater than the other. */
  int compareTo(String other) {
    int end = end(other);
    int at = 0;
    int parts = 0;
    for (int start = start(other); start <= end; parts++) {
      int stop = partEnd(other, start, end);
      int padding = padding(other, start, stop);
      for (int k = parts == 0 ? 0 : -1; k < padding + stop - start; k++) {
        char unit = k < 0 ? '-' : k < padding ? ' ' : other.charAt(start + k - padding);
        int difference = difference(at++, unit);
        if (difference != 0) {
          return difference;
        }
      }
      start = stop + 1;
    }
    for (int k = 0; parts == PARTS_OF_A_RELEASE && k < RELEASE.length(); k++) {
      int difference = difference(at++, RELEASE.charAt(k));
      if (difference != 0) {
        return difference;
      }
    }
    return padded.length() - at;
  }

  private int difference(int at, char unit) {
    return at == padded.length() ? -1 : padded.charAt(at) - unit;
  }

  private static int start(String text) {
    return text.startsWith("v") ? 1 : 0;
  }

  private static int end(String text) {
    int build = text.indexOf('+');
    return build < 0 ? text.length() : build;
  }

  private static int partEnd(String text, int start, int end) {
    int stop = start;
    while (stop < end && text.charAt(stop) != '-' && text.charAt(stop) != '.') {
      stop++;
    }
    return stop;
  }

  /** How many spaces go before the part: none if it has anything but digits, or nothing at all. */
  private static int padding(String text, int start, int stop) {
    for (int k = start; k < stop; k++) {
      if (text.charAt(k) < '0' || text.charAt(k) > '9') {
        return 0;
      }
    }
    return start == stop ? 0 : Math.max(0, PLACES - (stop - start));
  }
}
