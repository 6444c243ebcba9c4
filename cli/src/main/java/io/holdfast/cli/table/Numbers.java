package io.holdfast.cli.table;

/** Reads decimal numbers. */
final class Numbers {
  /** Every whole number of so many digits is a double, and so is every one of these. */
  private static final int EXACT_DIGITS = 15;

  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };

  private Numbers() {}

  /**
   * The number in the first {@code length} characters, white space around it aside; NaN if there is
   * none. Plain digits with a point take a short way that rounds as correctly: one division of two
   * exact doubles (Clinger, "How to Read Floating Point Numbers Accurately", PLDI 1990).
   */
  static double parse(char[] text, int length) {
    int at = 0;
    boolean negative = length > 0 && text[0] == '-';
    if (negative) {
      at++;
    }
    long digits = 0;
    int count = 0;
    int point = -1;
    for (; at < length; at++) {
      char c = text[at];
      if (c >= '0' && c <= '9' && count < EXACT_DIGITS) {
        digits = 10 * digits + (c - '0');
        count++;
      } else if (c == '.' && point < 0) {
        point = count;
      } else {
        return parseAny(text, length);
      }
    }
    if (count == 0) {
      return parseAny(text, length);
    }
    double number = point < 0 ? digits : digits / POWERS[count - point];
    return negative ? -number : number;
  }

  private static double parseAny(char[] text, int length) {
    for (int i = 0; i < length; i++) {
      char c = text[i];
      boolean decimal =
          (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
      if (!decimal && c != ' ' && c != '\t') {
        return Double.NaN;
      }
    }
    try {
      return Double.parseDouble(new String(text, 0, length));
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
