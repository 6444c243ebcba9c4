package io.holdfast.recommender.strategy;

import java.util.Locale;

/**
 * When a stage comes. A stage of an earlier phase would undo the order that one of a later phase
 * made, so a list of strategies goes through the phases in this order.
 */
enum Phase {
  /** Takes candidates away. */
  THIN,
  /** Changes relevance. */
  SCORE,
  /** Leaves part of the order to chance. */
  EXPLORE,
  /** Orders by more than the relevance of each item by itself. */
  DIVERSIFY,
  /** Keeps the head of the list within bounds. */
  CAP,
  /** Puts certain items at certain places. */
  PIN;

  /** The name at the wire: lower case. */
  String spelling() {
    return name().toLowerCase(Locale.ROOT);
  }
}
