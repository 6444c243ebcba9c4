package io.holdfast.experiment.rest;

import io.holdfast.contracts.problem.FieldError;
import io.holdfast.contracts.problem.ProblemException;
import io.holdfast.contracts.problem.ProblemKind;
import io.holdfast.service.page.Cursor;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads query parameters and says by name what is wrong with one. */
final class Parameters {
  private static final String ASCENDING = "asc";
  private static final String DESCENDING = "desc";

  private Parameters() {}

  /**
   * A moment in ISO 8601, with any offset; null for null.
   *
   * @throws ProblemException if it is none
   */
  static Instant time(String name, String text) {
    try {
      return text == null ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw ProblemException.invalid(
          name, "must be a time as in 2027-01-31T00:00:00Z, was " + text);
    }
  }

  /**
   * Whether the order is descending.
   *
   * @throws ProblemException if it is neither {@code asc} nor {@code desc}
   */
  static boolean isDescending(String order) {
    return oneOf("order", order, List.of(ASCENDING, DESCENDING)).equals(DESCENDING);
  }

  /**
   * The parameter itself.
   *
   * @throws ProblemException if it is none of the allowed, naming them
   */
  static String oneOf(String name, String text, List<String> allowed) {
    if (!allowed.contains(text)) {
      String message = "must be one of %s, was %s".formatted(String.join(", ", allowed), text);
      throw new ProblemException(
          ProblemKind.INVALID_REQUEST,
          name + " " + message,
          List.of(new FieldError(name, message, allowed)));
    }
    return text;
  }

  /**
   * What a cursor says behind the order of its list; null for null.
   *
   * @param order that of the request: the cursor's must be the same
   * @param position the pattern of a cursor: the order, a blank, and what is wanted as its groups
   * @throws ProblemException if the cursor is of another list or order
   */
  static String past(String cursor, String order, Pattern position) {
    String text = Cursor.decode(cursor);
    if (text == null) {
      return null;
    }
    Matcher matcher = position.matcher(text);
    if (!matcher.matches()) {
      throw badCursor("");
    }
    if (!matcher.group(1).equals(order)) {
      throw badCursor(", which was in order " + matcher.group(1));
    }
    return matcher.group(2);
  }

  /** Says that a cursor is none that we gave, or of another list. */
  static ProblemException badCursor(String why) {
    return ProblemException.invalid("cursor", "must be a nextCursor of an earlier answer" + why);
  }
}
