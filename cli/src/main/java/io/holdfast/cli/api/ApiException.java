package io.holdfast.cli.api;

import java.io.IOException;

/** A service answered with an error; the message holds the request and what it said. */
public final class ApiException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int status;

  ApiException(int status, String message) {
    super(message);
    this.status = status;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** Whether the same request may succeed later: the service is overloaded or unwell. */
  public boolean isTransient() {
    return status == 429 || status >= 500;
  }
}
