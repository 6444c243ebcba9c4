package io.holdfast.recommender.domain;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** What became of the catalogue's items, in commit order. Thread-safe. */
public interface CatalogueChanges {

  /** The position of the last change that is committed. */
  Uni<Long> head();

  /**
   * The changes behind a position.
   *
   * @param after the last position already seen
   * @param limit at most so many
   */
  Uni<List<Change>> read(long after, int limit);

  /**
   * One change.
   *
   * @param position its place
   * @param item what became of the item
   */
  record Change(long position, CatalogueItem item) {}
}
