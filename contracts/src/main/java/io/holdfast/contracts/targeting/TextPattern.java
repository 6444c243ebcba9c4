package io.holdfast.contracts.targeting;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.regex.Matcher;

/**
 * {@code $regex}: text in which the expression is found. Expressions are RE2's, matched in time
 * linear in the text: nobody's expression can hold up a service, as one with backtracking could
 * (Cox, "Regular expression matching can be simple and fast", 2007). Look-around and
 * back-references do not exist in it.
 *
 * <p>Counted repetitions multiply a program's size, so they are bounded before it is compiled.
 *
 * @param pattern the expression
 */
record TextPattern(Pattern pattern) implements ValueTest {
  private static final int LONGEST_EXPRESSION = 256;
  private static final int LONGEST_TEXT = 1024;
  private static final int LARGEST_PROGRAM = 1000;
  private static final long MOST_REPETITIONS = 10_000;
  private static final java.util.regex.Pattern REPETITION =
      java.util.regex.Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?\\}");

  /**
   * The test for that expression.
   *
   * @throws IllegalArgumentException if it is not RE2's or too large, saying what is wrong
   */
  static TextPattern of(String expression, boolean ignoreCase) {
    if (expression.length() > LONGEST_EXPRESSION) {
      throw new IllegalArgumentException(
          "must have at most %d characters, has %d"
              .formatted(LONGEST_EXPRESSION, expression.length()));
    }
    if (repetitions(expression) > MOST_REPETITIONS) {
      throw new IllegalArgumentException(
          "must repeat at most " + MOST_REPETITIONS + " times, all its counts multiplied");
    }
    Pattern pattern;
    try {
      pattern = Pattern.compile(expression, ignoreCase ? Pattern.CASE_INSENSITIVE : 0);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "must be a regular expression of RE2 (no look-around, no back-references): "
              + e.getDescription(),
          e);
    }
    if (pattern.programSize() > LARGEST_PROGRAM) {
      throw new IllegalArgumentException("is too large an expression: repeat less");
    }
    return new TextPattern(pattern);
  }

  @Override
  public boolean passes(Object value) {
    String text =
        switch (value) {
          case String given -> given;
          case Number number -> Numbers.plain(number.doubleValue());
          case null, default -> null;
        };
    return text != null && text.length() <= LONGEST_TEXT && pattern.matcher(text).find();
  }

  private static long repetitions(String expression) {
    long product = 1;
    Matcher counts = REPETITION.matcher(expression);
    while (counts.find() && product <= MOST_REPETITIONS) {
      String most = counts.group(2);
      long count = Long.parseLong(most == null || most.isEmpty() ? counts.group(1) : most);
      product *= Math.max(1, count);
    }
    return product;
  }
}
