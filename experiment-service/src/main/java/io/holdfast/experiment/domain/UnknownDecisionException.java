package io.holdfast.experiment.domain;

import java.util.UUID;

/** There is no decision of that id about that experiment. */
public final class UnknownDecisionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnknownDecisionException(String key, UUID id) {
    super("there is no decision " + id + " about experiment " + key);
  }
}
