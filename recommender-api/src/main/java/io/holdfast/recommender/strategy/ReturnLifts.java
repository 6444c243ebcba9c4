package io.holdfast.recommender.strategy;

/** How much likelier people are to come back after an item than after others. Thread-safe. */
@FunctionalInterface
public interface ReturnLifts {
  /** Nothing is known of any item. */
  ReturnLifts NONE = itemId -> 1;

  /**
   * The probability to come back after this item over that after the average one; 1 if nothing is
   * known of the item.
   */
  double lift(String itemId);
}
