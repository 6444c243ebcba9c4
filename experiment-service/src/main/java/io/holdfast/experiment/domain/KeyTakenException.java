package io.holdfast.experiment.domain;

/** There is another experiment of that key. */
public final class KeyTakenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public KeyTakenException(String key) {
    super("there is an experiment " + key + " already");
  }
}
