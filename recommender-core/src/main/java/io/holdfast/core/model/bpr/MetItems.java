package io.holdfast.core.model.bpr;

import io.holdfast.core.data.InteractionMatrix;
import java.util.Arrays;

/**
 * Who met what: the user and item of each entry, and whether a user met an item in O(log |I_u|).
 * Immutable and thread-safe.
 */
final class MetItems {

  private final InteractionMatrix data;
  private final int[] userOf;
  private final int[] ascending;

  MetItems(InteractionMatrix data) {
    this.data = data;
    this.userOf = new int[data.entries()];
    this.ascending = data.itemArray().clone();
    for (int u = 0; u < data.rows(); u++) {
      Arrays.fill(userOf, data.rowStart(u), data.rowEnd(u), u);
      Arrays.sort(ascending, data.rowStart(u), data.rowEnd(u));
    }
  }

  int user(int entry) {
    return userOf[entry];
  }

  int item(int entry) {
    return data.itemArray()[entry];
  }

  boolean contains(int user, int item) {
    return Arrays.binarySearch(ascending, data.rowStart(user), data.rowEnd(user), item) >= 0;
  }
}
