package io.holdfast.training.reader;

import java.util.List;

/**
 * What a data set tells about an item besides who used it.
 *
 * @param itemId which
 * @param title what people call it
 * @param categories what it belongs to, e.g. genres; empty if unknown
 */
public record CatalogueItem(String itemId, String title, List<String> categories) {
  public CatalogueItem {
    categories = List.copyOf(categories);
  }
}
