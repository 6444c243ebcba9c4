package io.holdfast.recommender.rest;

import java.util.UUID;

/**
 * UUIDs in their one form on the wire: 36 characters, hex digits of either case, hyphens after the
 * 8th, 12th, 16th and 20th digit (RFC 9562, section 4). {@link UUID#fromString} takes more than
 * that.
 */
final class UuidText {
  private static final int LENGTH = 36;
  private static final int BITS = 4;
  private static final int HIGH_END = 18;
  private static final byte NONE = -1;

  /** The value of each hex digit by its code; {@link #NONE} for what is none. */
  private static final byte[] DIGITS = new byte[128];

  static {
    for (char c = 0; c < DIGITS.length; c++) {
      DIGITS[c] = (byte) Character.digit(c, 1 << BITS);
    }
  }

  private UuidText() {}

  /** The UUID; null if the text is none. */
  static UUID parse(String text) {
    if (text.length() != LENGTH) {
      return null;
    }
    long high = 0;
    long low = 0;
    for (int k = 0; k < LENGTH; k++) {
      char c = text.charAt(k);
      if (k == 8 || k == 13 || k == HIGH_END || k == 23) {
        if (c != '-') {
          return null;
        }
        continue;
      }
      byte digit = c < DIGITS.length ? DIGITS[c] : NONE;
      if (digit == NONE) {
        return null;
      }
      if (k < HIGH_END) {
        high = high << BITS | digit;
      } else {
        low = low << BITS | digit;
      }
    }
    return new UUID(high, low);
  }
}
