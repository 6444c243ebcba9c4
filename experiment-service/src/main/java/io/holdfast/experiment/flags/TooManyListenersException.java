package io.holdfast.experiment.flags;

/** Nobody else can listen on this replica now. */
public final class TooManyListenersException extends RuntimeException {
  TooManyListenersException() {
    super("as many clients listen to changes as this replica allows");
  }
}
