package io.holdfast.contracts.problem;

import java.util.List;
import java.util.Objects;

/**
 * What is wrong with one field of a request.
 *
 * @param field its path, e.g. {@code items[3].userId}
 * @param message what it must be
 * @param allowed the values it may have, where they can be listed; null otherwise
 */
public record FieldError(String field, String message, List<String> allowed) {
  public FieldError {
    Objects.requireNonNull(field, "field");
    Objects.requireNonNull(message, "message");
    allowed = allowed == null ? null : List.copyOf(allowed);
  }

  /** An error without a list of allowed values. */
  public FieldError(String field, String message) {
    this(field, message, null);
  }
}
