package io.holdfast.experiment.domain;

/** There is no experiment of that key. */
public final class UnknownExperimentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnknownExperimentException(String key) {
    super("there is no experiment " + key);
  }
}
