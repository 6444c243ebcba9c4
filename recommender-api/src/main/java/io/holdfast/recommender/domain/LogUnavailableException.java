package io.holdfast.recommender.domain;

/** The log cannot be reached; nothing is known to be wrong with what was to be appended. */
public final class LogUnavailableException extends RuntimeException {

  /** With what showed it. */
  public LogUnavailableException(Throwable cause) {
    super("the event log cannot be reached: " + cause.getMessage(), cause);
  }
}
