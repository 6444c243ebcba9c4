package io.holdfast.cli.demo;

import io.holdfast.cli.importing.ImportInteractions;
import io.holdfast.cli.stack.RunningProduct;
import io.holdfast.cli.world.SplitDataset;
import io.holdfast.cli.world.Told;
import io.holdfast.cli.world.World;
import io.holdfast.training.reader.CatalogueItem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was there before the experiment: the catalogue, and what the data's users did. */
final class WarmUp {
  private static final int ITEMS_AT_ONCE = 500;
  private static final long AN_HOUR = 3_600;

  private final RunningProduct product;
  private final World world;

  WarmUp(RunningProduct product, World world) {
    this.product = product;
    this.world = world;
  }

  /** Tells the catalogue; returns the number of items. */
  int importItems() throws IOException, InterruptedException {
    List<CatalogueItem> items = world.catalogue();
    for (int from = 0; from < items.size(); from += ITEMS_AT_ONCE) {
      List<Map<String, Object>> batch = new ArrayList<>();
      for (CatalogueItem item : items.subList(from, Math.min(from + ITEMS_AT_ONCE, items.size()))) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("itemId", item.itemId());
        if (item.title() != null) {
          body.put("title", item.title());
        }
        body.put("categories", item.categories());
        batch.add(body);
      }
      product.recommenderAdmin().post("/v1/items", Map.of("items", batch));
    }
    return items.size();
  }

  /**
   * Tells what the data's users did, moved in time so that the last of it was an hour before the
   * beginning; returns the number of interactions that were acknowledged.
   */
  long importInteractions() throws IOException {
    long last = world.warmUp().stream().mapToLong(told -> told.act().epochSecond()).max().orElse(0);
    ImportInteractions importing = new ImportInteractions(product.ingest(), acknowledged -> {});
    for (SplitDataset.WarmUp told : world.warmUp()) {
      importing.add(
          Calendar.interaction(
              told.userId(),
              new Told(
                  told.act().itemId(),
                  told.act().type(),
                  told.act().value(),
                  told.act().epochSecond() - last - AN_HOUR),
              null,
              true));
    }
    ImportInteractions.Outcome outcome = importing.finish();
    return outcome.accepted() + outcome.duplicates();
  }
}
