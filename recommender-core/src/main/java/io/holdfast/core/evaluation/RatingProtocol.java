package io.holdfast.core.evaluation;

import io.holdfast.core.data.InteractionLog;
import java.util.List;

/**
 * A way to hold ratings out. The value of an interaction is the rating.
 *
 * <p>Stateless and thread-safe.
 */
public interface RatingProtocol {

  /** The name by which it is asked for, for example {@code random-5-fold}. */
  String name();

  /**
   * Splits a log.
   *
   * @return at least one fold
   * @throws IllegalArgumentException if nothing is left to train on, or to predict
   */
  List<RatingFold> folds(InteractionLog log, Stage stage);
}
