package io.holdfast.cli.importing;

import io.holdfast.cli.api.ApiClient;
import io.holdfast.training.reader.CatalogueItem;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Sends what a data set tells about its items by {@code POST /v1/items}, in batches. The same
 * content again changes nothing, so it can be sent as often as one likes.
 */
public final class ImportCatalogue {
  private static final int BATCH = 500;

  private final ApiClient api;

  /** An import into that API. */
  public ImportCatalogue(ApiClient api) {
    this.api = api;
  }

  /**
   * Sends the items.
   *
   * @throws IOException if the service refuses them or stays unreachable
   */
  public void send(Collection<CatalogueItem> items) throws IOException {
    List<Map<String, Object>> batch = new ArrayList<>(BATCH);
    for (CatalogueItem item : items) {
      batch.add(
          Map.of("itemId", item.itemId(), "title", item.title(), "categories", item.categories()));
      if (batch.size() == BATCH) {
        flush(batch);
      }
    }
    flush(batch);
  }

  private void flush(List<Map<String, Object>> batch) throws IOException {
    if (batch.isEmpty()) {
      return;
    }
    try {
      api.post("/v1/items", Map.of("items", batch));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the import was interrupted");
    }
    batch.clear();
  }
}
