package io.holdfast.experiment.rest;

/** Ends an evaluation with an error of OFREP 0.3.0. */
final class OfrepException extends RuntimeException {
  /** The codes of OFREP, spelled as there. */
  enum ErrorCode {
    /** The body is no JSON object. */
    PARSE_ERROR(400),
    /** Nothing says who asks. */
    TARGETING_KEY_MISSING(400),
    /** The context is not as it must be. */
    INVALID_CONTEXT(400),
    /** There is no such flag. */
    FLAG_NOT_FOUND(404);

    private final int status;

    ErrorCode(int status) {
      this.status = status;
    }

    /** The HTTP status that goes with it. */
    int status() {
      return status;
    }
  }

  private final ErrorCode code;

  OfrepException(ErrorCode code, String details) {
    super(details);
    this.code = code;
  }

  ErrorCode code() {
    return code;
  }
}
