package io.holdfast.recommender.domain;

import java.util.List;

/** The kinds of strategies that there are, with their parameters. Thread-safe. */
public interface StrategyKinds {

  /** What is wrong with the strategies of a scenario or a variant; empty if nothing is. */
  List<Flaw> flaws(List<StrategySpec> strategies);

  /**
   * Something that is wrong.
   *
   * @param field where, e.g. {@code strategies[1].parameters.lambda}
   * @param message what it must be
   */
  record Flaw(String field, String message) {}
}
