package io.holdfast.recommender.serving;

import io.holdfast.contracts.event.ModelReference;

/** A certain model was asked for that is not registered, is retired, or cannot be loaded. */
public final class UnknownModelException extends RuntimeException {
  UnknownModelException(ModelReference model) {
    super("there is no model " + model + " that can be loaded", null, false, false);
  }
}
