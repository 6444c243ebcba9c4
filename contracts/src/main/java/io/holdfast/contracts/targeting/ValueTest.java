package io.holdfast.contracts.targeting;

/**
 * A node of a compiled condition. Immutable and thread-safe; never throws, whatever the value is.
 */
interface ValueTest {

  /** Passes everything. */
  ValueTest ALWAYS = value -> true;

  /** Passes nothing: what an SDK makes of an operator or an operand that it does not understand. */
  ValueTest NEVER = value -> false;

  /**
   * Whether the value passes.
   *
   * @param value JSON as Java reads it: text, a number, a boolean, a list or a map; null if absent
   */
  boolean passes(Object value);
}
