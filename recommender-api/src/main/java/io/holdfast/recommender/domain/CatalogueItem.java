package io.holdfast.recommender.domain;

import io.holdfast.contracts.event.ItemChanged;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * An item as the catalogue holds it.
 *
 * @param itemId which
 * @param revision grows by one with each change
 * @param content what people told about it
 * @param deleted true if the item is gone; its revision is kept, so that it goes on from there
 * @param changedAt when it changed last
 */
public record CatalogueItem(
    String itemId, long revision, Content content, boolean deleted, Instant changedAt) {

  /**
   * What people tell about an item.
   *
   * @param title what people call it; null if unknown
   * @param text its description; null if unknown
   * @param categories what it belongs to
   * @param tags free words
   * @param attributes typed values that filters read: text, numbers, booleans, lists of text
   * @param domain the part of the product; null if there is one only
   * @param available whether it may be shown
   * @param publishedAt since when; null if unknown
   * @param embeddings vectors by name
   */
  public record Content(
      String title,
      String text,
      List<String> categories,
      List<String> tags,
      Map<String, Object> attributes,
      String domain,
      boolean available,
      Instant publishedAt,
      Map<String, List<Float>> embeddings) {}

  /** The state that an event tells of. */
  public static CatalogueItem of(ItemChanged event) {
    return new CatalogueItem(
        event.itemId(),
        event.revision(),
        new Content(
            event.title(),
            event.text(),
            event.categories(),
            event.tags(),
            event.attributes(),
            event.domain(),
            event.available(),
            event.publishedAt(),
            event.embeddings()),
        event.deleted(),
        event.occurredAt());
  }

  /** The event that tells of this state. */
  public ItemChanged toEvent() {
    return new ItemChanged(
        UUID.randomUUID(),
        revision,
        itemId,
        content.title(),
        content.text(),
        content.categories(),
        content.tags(),
        content.attributes(),
        content.domain(),
        content.available(),
        content.publishedAt(),
        content.embeddings(),
        deleted,
        changedAt);
  }
}
