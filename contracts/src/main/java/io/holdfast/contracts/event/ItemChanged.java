package io.holdfast.contracts.event;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * An item was added, changed or removed; the full snapshot.
 *
 * @param eventId minted by recommender-api
 * @param revision grows by one with each change of the item
 * @param itemId which
 * @param title what people call it; null if unknown
 * @param text its description; null if unknown
 * @param categories what it belongs to
 * @param tags free words
 * @param attributes typed values that filters read
 * @param domain the part of the product; null if there is one only
 * @param available whether it may be shown
 * @param publishedAt since when; null if unknown
 * @param embeddings vectors by name
 * @param deleted true if the item is gone
 * @param occurredAt when it changed
 */
public record ItemChanged(
    UUID eventId,
    long revision,
    String itemId,
    String title,
    String text,
    List<String> categories,
    List<String> tags,
    Map<String, Object> attributes,
    String domain,
    boolean available,
    Instant publishedAt,
    Map<String, List<Float>> embeddings,
    boolean deleted,
    Instant occurredAt)
    implements Event {
  public ItemChanged {
    Objects.requireNonNull(eventId, "eventId");
    Bounds.id("itemId", itemId);
    categories = Bounds.list(categories);
    tags = Bounds.list(tags);
    attributes = Bounds.map("attributes", attributes);
    Bounds.optionalId("domain", domain);
    publishedAt = Bounds.optionalMicros(publishedAt);
    embeddings = Bounds.map("embeddings", embeddings);
    occurredAt = Bounds.micros("occurredAt", occurredAt);
  }
}
