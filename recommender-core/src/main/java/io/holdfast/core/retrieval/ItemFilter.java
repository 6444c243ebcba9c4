package io.holdfast.core.retrieval;

import java.util.BitSet;

/**
 * Says which items a search may return. It is asked inside the search, so that K items come back
 * whenever K pass; it must be cheap, free of side effects and, if shared, thread-safe.
 */
@FunctionalInterface
public interface ItemFilter {

  /** Whether the item of this index may be returned. */
  boolean allowed(int item);

  /** Lets every item pass. */
  static ItemFilter all() {
    return item -> true;
  }

  /** Lets every item pass but those given. Indices that no item has are ignored. */
  static ItemFilter excluding(int... items) {
    BitSet excluded = new BitSet();
    for (int item : items) {
      if (item >= 0) {
        excluded.set(item);
      }
    }
    return item -> !excluded.get(item);
  }

  /** Lets only the given items pass. Indices that no item has are ignored. */
  static ItemFilter only(int... items) {
    BitSet included = new BitSet();
    for (int item : items) {
      if (item >= 0) {
        included.set(item);
      }
    }
    return included::get;
  }

  /** Lets an item pass if both this and {@code other} do. */
  default ItemFilter and(ItemFilter other) {
    return item -> allowed(item) && other.allowed(item);
  }
}
