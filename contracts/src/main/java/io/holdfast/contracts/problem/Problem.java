package io.holdfast.contracts.problem;

import java.net.URI;
import java.util.List;
import java.util.Objects;

/**
 * The body of an error answer, {@code application/problem+json} (RFC 9457, section 3.1).
 *
 * @param type identifies the kind
 * @param title the kind's summary
 * @param status the HTTP status
 * @param detail what happened this time; null if there is nothing to add
 * @param instance identifies this occurrence, e.g. the request's path; null if unknown
 * @param errors what is wrong with each field; null if the problem is not about fields
 */
public record Problem(
    URI type, String title, int status, String detail, String instance, List<FieldError> errors) {
  /** The media type of the JSON form. */
  public static final String MEDIA_TYPE = "application/problem+json";

  public Problem {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(title, "title");
    errors = errors == null || errors.isEmpty() ? null : List.copyOf(errors);
  }

  /** A problem of that kind. */
  public static Problem of(
      ProblemKind kind, String detail, String instance, List<FieldError> errors) {
    return new Problem(kind.type(), kind.title(), kind.status(), detail, instance, errors);
  }

  /** A problem of that kind that is not about fields. */
  public static Problem of(ProblemKind kind, String detail, String instance) {
    return of(kind, detail, instance, null);
  }
}
