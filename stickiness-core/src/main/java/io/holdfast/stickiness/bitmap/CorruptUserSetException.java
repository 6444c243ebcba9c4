package io.holdfast.stickiness.bitmap;

/** Stored bytes that are no set of users. */
public final class CorruptUserSetException extends RuntimeException {

  private static final long serialVersionUID = 1;

  CorruptUserSetException(String message, Throwable cause) {
    super(message, cause);
  }
}
