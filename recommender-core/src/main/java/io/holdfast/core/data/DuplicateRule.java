package io.holdfast.core.data;

/** What becomes of the values when a user interacts with the same item more than once. */
public enum DuplicateRule {
  /** The values add up: five plays of one second each are five seconds. */
  SUM,
  /** The latest value stands: a person rates again because they changed their mind. */
  LATEST,
  /** The greatest value stands: a purchase is not undone by looking at the thing again. */
  GREATEST
}
