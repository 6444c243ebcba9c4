package io.holdfast.contracts.log;

/**
 * What became of an append.
 *
 * @param accepted events stored now
 * @param duplicates events that were stored before; nothing changed
 * @param erased events of erased users; acknowledged and dropped
 */
public record Appended(int accepted, int duplicates, int erased) {
  /** Nothing happened. */
  public static final Appended NOTHING = new Appended(0, 0, 0);

  /** The sum of two. */
  public Appended plus(Appended other) {
    return new Appended(
        accepted + other.accepted, duplicates + other.duplicates, erased + other.erased);
  }
}
