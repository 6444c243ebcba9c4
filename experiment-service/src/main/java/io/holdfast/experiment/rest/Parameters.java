package io.holdfast.experiment.rest;

import io.holdfast.contracts.problem.FieldError;
import io.holdfast.contracts.problem.ProblemException;
import io.holdfast.contracts.problem.ProblemKind;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;

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

  /** Says that a cursor is none that we gave, or of another list. */
  static ProblemException badCursor(String why) {
    return ProblemException.invalid("cursor", "must be a nextCursor of an earlier answer" + why);
  }
}
