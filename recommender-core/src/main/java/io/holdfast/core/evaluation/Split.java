package io.holdfast.core.evaluation;

import io.holdfast.core.data.InteractionLog;
import java.util.List;

/**
 * A log cut in two: what a model is trained on, and what it is asked.
 *
 * @param training the interactions that parameters (and popularity counts) are learned from, over
 *     the whole log's id maps
 * @param cases the questions, in the order of user indices
 */
public record Split(InteractionLog training, List<EvaluationCase> cases) {

  /** Copies the list. */
  public Split {
    cases = List.copyOf(cases);
  }
}
