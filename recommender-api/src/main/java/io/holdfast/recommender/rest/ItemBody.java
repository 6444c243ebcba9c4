package io.holdfast.recommender.rest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.holdfast.recommender.domain.CatalogueItem;
import java.time.Instant;

/** An item at the wire. */
record ItemBody(
    String itemId, long revision, @JsonUnwrapped CatalogueItem.Content content, Instant changedAt) {
  static ItemBody of(CatalogueItem item) {
    return new ItemBody(item.itemId(), item.revision(), item.content(), item.changedAt());
  }
}
