package io.holdfast.core.evaluation;

import io.holdfast.core.data.InteractionLog;

/**
 * A way to hold interactions out. All interactions count as positives, whatever their value; equal
 * times keep file order; the catalogue is every item of the log.
 *
 * <p>Stateless and thread-safe.
 */
public interface Protocol {

  /** The name by which it is asked for, for example {@code leave-one-out}. */
  String name();

  /**
   * Splits a log.
   *
   * @throws IllegalArgumentException if nothing is left to train on, or to ask
   */
  Split split(InteractionLog log, Stage stage);
}
