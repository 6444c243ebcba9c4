package io.holdfast.contracts.targeting;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** How the specification, which is written in terms of JavaScript, reads values as numbers. */
final class Numbers {
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");
  private static final double LEAST_PLAIN = 1e-6;
  private static final double FIRST_WITH_EXPONENT = 1e21;

  private Numbers() {}

  /**
   * The value as a number: absent is 0, false 0, true 1, text what it reads as, empty text 0.
   *
   * @return NaN for lists, maps and text that is not a decimal number
   */
  static double of(Object value) {
    return switch (value) {
      case null -> 0;
      case Number number -> number.doubleValue();
      case Boolean truth -> truth ? 1 : 0;
      case String text -> ofText(text);
      default -> Double.NaN;
    };
  }

  /** The number that is written as that text and no other way; NaN if there is none. */
  static double writtenAs(String text) {
    double number = ofText(text);
    return text.equals(plain(number)) ? number : Double.NaN;
  }

  /** The number as JavaScript writes it; null where it would use an exponent, or for no number. */
  static String plain(double number) {
    double size = Math.abs(number);
    if (size == 0) {
      return "0";
    }
    if (!(size >= LEAST_PLAIN && size < FIRST_WITH_EXPONENT)) {
      return null;
    }
    return new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
  }

  private static double ofText(String text) {
    String trimmed = text.strip();
    if (trimmed.isEmpty()) {
      return 0;
    }
    return DECIMAL.matcher(trimmed).matches() ? Double.parseDouble(trimmed) : Double.NaN;
  }
}
