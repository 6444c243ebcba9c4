package io.holdfast.recommender.domain;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The catalogue. A change and its {@code ItemChanged} event commit together; a change that changes
 * nothing makes neither a revision nor an event. Thread-safe.
 */
public interface ItemCatalogue {

  /**
   * Makes or replaces items, all or none.
   *
   * @param contents what is told of each, by item id
   * @param at when
   * @return how many were new, changed or already so
   */
  Uni<Changes> put(Map<String, CatalogueItem.Content> contents, Instant at);

  /** The item; empty if it never was or is deleted. */
  Uni<Optional<CatalogueItem>> find(String itemId);

  /**
   * Items in the order of their ids.
   *
   * @param after ids beyond this one; null for the beginning
   * @param limit at most so many
   */
  Uni<List<CatalogueItem>> list(String after, int limit);

  /** Deletes an item; false if there is none. */
  Uni<Boolean> delete(String itemId, Instant at);

  /**
   * All items in the order of their ids, deleted ones too, without their texts and embeddings.
   *
   * @param after ids beyond this one; null for the beginning
   * @param limit at most so many
   */
  Uni<List<CatalogueItem>> outlines(String after, int limit);

  /**
   * What a put did.
   *
   * @param created items that were not there before
   * @param changed items that are another now
   * @param unchanged items that were so already
   */
  record Changes(int created, int changed, int unchanged) {}
}
