package io.holdfast.contracts.problem;

import java.util.List;
import java.util.Objects;

/** Ends the handling of a request with a {@link Problem}. Whoever answers the request maps it. */
public final class ProblemException extends RuntimeException {
  private final ProblemKind kind;
  private final String detail;
  private final transient List<FieldError> errors;

  public ProblemException(ProblemKind kind, String detail) {
    this(kind, detail, List.of());
  }

  public ProblemException(ProblemKind kind, String detail, List<FieldError> errors) {
    this(kind, detail, errors, null);
  }

  public ProblemException(
      ProblemKind kind, String detail, List<FieldError> errors, Throwable cause) {
    super(kind.wire() + ": " + detail, cause);
    this.kind = Objects.requireNonNull(kind, "kind");
    this.detail = Objects.requireNonNull(detail, "detail");
    this.errors = List.copyOf(errors);
  }

  /** One field is wrong. */
  public static ProblemException invalid(String field, String message) {
    return new ProblemException(
        ProblemKind.INVALID_REQUEST,
        field + " " + message,
        List.of(new FieldError(field, message)));
  }

  public static ProblemException notFound(String detail) {
    return new ProblemException(ProblemKind.NOT_FOUND, detail);
  }

  public static ProblemException conflict(String detail) {
    return new ProblemException(ProblemKind.CONFLICT, detail);
  }

  public static ProblemException unavailable(String detail, Throwable cause) {
    return new ProblemException(ProblemKind.UNAVAILABLE, detail, List.of(), cause);
  }

  public ProblemKind kind() {
    return kind;
  }

  /** What happened this time. */
  public String detail() {
    return detail;
  }

  /** What is wrong with each field; empty if the problem is not about fields. */
  public List<FieldError> errors() {
    return errors == null ? List.of() : errors;
  }

  /**
   * The body to answer with.
   *
   * @param instance identifies the occurrence; null if unknown
   */
  public Problem problem(String instance) {
    return Problem.of(kind, detail, instance, errors());
  }
}
