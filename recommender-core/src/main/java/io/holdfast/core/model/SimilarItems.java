package io.holdfast.core.model;

import io.holdfast.core.retrieval.ItemFilter;
import io.holdfast.core.retrieval.TopK;

/**
 * A model that can say which items are like an item: by the cosine between factors, or by weights
 * between items. Nobody's history plays a part. Immutable and thread-safe.
 */
public interface SimilarItems {

  /**
   * Whether the model has learned something about the item that others can be compared with. If
   * not, {@link #similar} returns none.
   *
   * @throws IllegalArgumentException if no item has this index
   */
  boolean canCompare(int item);

  /**
   * The {@code k} items most like {@code item} that pass the filter, best first, never the item
   * itself. Fewer come back if fewer pass, or if the model relates the item to fewer.
   *
   * @throws IllegalArgumentException if {@code k} is negative or no item has this index
   */
  TopK similar(int item, int k, ItemFilter filter);
}
