package io.holdfast.recommender.domain;

/** The log cannot take these events, now or ever: something is wrong with one of them. */
public final class LogRefusalException extends RuntimeException {

  /** With what showed it. */
  public LogRefusalException(Throwable cause) {
    super("the event log refuses the events: " + cause.getMessage(), cause);
  }
}
