package io.holdfast.training.register;

import java.io.IOException;

/** The registry did not take an artifact. The message holds what it answered. */
public final class RegistrationException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int status;

  RegistrationException(int status, String message) {
    super(message);
    this.status = status;
  }

  /** The HTTP status that it answered. */
  public int status() {
    return status;
  }
}
