package io.holdfast.contracts.security;

/**
 * A keys file cannot be read or says something that is not allowed; the message names the entry.
 */
public final class InvalidKeysFileException extends RuntimeException {
  public InvalidKeysFileException(String message) {
    super(message);
  }

  public InvalidKeysFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
