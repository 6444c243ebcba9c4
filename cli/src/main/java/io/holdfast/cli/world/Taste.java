package io.holdfast.cli.world;

/** How well items fit a person. It is hidden: nobody but the person knows. */
interface Taste {
  /**
   * The fit of an item, from 0 (leaves the person cold) to 1 (could not be better).
   *
   * @param person who
   * @param itemId which; an item that nobody has seen fits nobody
   */
  double fit(Person person, String itemId);
}
