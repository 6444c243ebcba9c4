package io.holdfast.core.model;

/**
 * A model that places items in a space, where items that the same people like lie in a like
 * direction. Thread-safe.
 */
public interface ItemVectors {

  /** The dimensions of the space. */
  int vectorDimensions();

  /**
   * Writes an item's vector; all zero if the model learned none for it.
   *
   * @param item its index in the model
   * @param out overwritten in its {@link #vectorDimensions} elements from {@code offset} on
   * @throws IndexOutOfBoundsException if there is no such item, or no such room
   */
  void itemVector(int item, float[] out, int offset);
}
