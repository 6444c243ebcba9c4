package io.holdfast.core.filter;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What filters can ask about an item.
 *
 * @param categories what it belongs to
 * @param tags free words
 * @param domain the part of the product; null if there is one only
 * @param publishedAt since when it is there; null if unknown
 * @param attributes texts, numbers, booleans and lists of texts by name
 * @param shown false if nobody may see it
 * @param shownFrom when it may be seen first; null for always
 * @param shownUntil when it may not be seen any more; null for never
 */
public record ItemAttributes(
    List<String> categories,
    List<String> tags,
    String domain,
    Instant publishedAt,
    Map<String, Object> attributes,
    boolean shown,
    Instant shownFrom,
    Instant shownUntil) {
  public ItemAttributes {
    categories = List.copyOf(categories);
    tags = List.copyOf(tags);
    attributes = Map.copyOf(attributes);
  }
}
