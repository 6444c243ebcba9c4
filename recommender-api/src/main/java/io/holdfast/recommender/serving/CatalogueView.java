package io.holdfast.recommender.serving;

import io.holdfast.core.data.IdMap;
import io.holdfast.core.filter.Filter;
import io.holdfast.core.filter.ItemAttributes;
import io.holdfast.core.filter.ItemSet;
import io.holdfast.core.filter.ItemTable;
import io.holdfast.recommender.background.BackgroundLoop;
import io.holdfast.recommender.domain.AvailabilityWindow;
import io.holdfast.recommender.domain.CatalogueChanges;
import io.holdfast.recommender.domain.CatalogueItem;
import io.holdfast.recommender.domain.ItemCatalogue;
import io.holdfast.recommender.strategy.ItemFacts;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * What filters ask of the catalogue, and which items may be shown at all, in memory: read from the
 * catalogue once, then followed through the log, in commit order. While the log does not answer,
 * the last state holds. Thread-safe.
 */
@ApplicationScoped
public class CatalogueView implements ItemFacts {
  private static final Duration INTERVAL = Duration.ofMillis(200);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
  private static final int BATCH = 1000;
  private static final long NOT_READ = -1;

  private final ItemCatalogue catalogue;
  private final CatalogueChanges changes;
  private final ItemTable items = new ItemTable();
  private final NewItems newest = new NewItems();
  private volatile long position = NOT_READ;
  private BackgroundLoop loop;

  CatalogueView(ItemCatalogue catalogue, CatalogueChanges changes) {
    this.catalogue = catalogue;
    this.changes = changes;
  }

  void start(@Observes StartupEvent starting) {
    loop = BackgroundLoop.start("catalogue-view", INTERVAL, this::follow);
  }

  void stop(@Observes ShutdownEvent stopping) {
    loop.close();
  }

  /** Whether the catalogue was read. */
  public boolean isRead() {
    return position != NOT_READ;
  }

  /** The number that the catalogue has for each of those items, in their order. */
  int[] numbers(IdMap ids) {
    return items.numbers(ids);
  }

  /** The number of one item. */
  int number(String itemId) {
    return items.number(itemId);
  }

  /** The items that were published last. */
  NewItems newest() {
    return newest;
  }

  /** Whether the catalogue has an item, or had it. */
  boolean knows(String itemId) {
    return items.knows(itemId);
  }

  @Override
  public int[] categories(int number) {
    return items.categories(number);
  }

  @Override
  public Instant publishedAt(int number) {
    return items.publishedAt(number);
  }

  @Override
  public IntPredicate passing(Filter filter, Instant at) {
    return items.select(filter, at)::contains;
  }

  /** The items that may be shown at a moment. */
  ItemSet shown(Instant at) {
    return items.shown(at);
  }

  /** The items that pass a filter at a moment. */
  ItemSet select(Filter filter, Instant at) {
    return items.select(filter, at);
  }

  /** Applying a change twice is harmless, so the first read may overlap with the changes. */
  private void follow() {
    if (position == NOT_READ) {
      long head = changes.head().await().atMost(LONGEST_WAIT);
      readAll();
      position = head;
    }
    List<CatalogueChanges.Change> batch;
    do {
      batch = changes.read(position, BATCH).await().atMost(LONGEST_WAIT);
      for (CatalogueChanges.Change change : batch) {
        put(change.item());
      }
      if (!batch.isEmpty()) {
        items.changed();
        position = batch.getLast().position();
      }
    } while (batch.size() == BATCH);
  }

  private void readAll() {
    String last = null;
    List<CatalogueItem> page;
    do {
      page = catalogue.outlines(last, BATCH).await().atMost(LONGEST_WAIT);
      page.forEach(this::put);
      last = page.isEmpty() ? last : page.getLast().itemId();
    } while (page.size() == BATCH);
    items.changed();
  }

  private void put(CatalogueItem item) {
    CatalogueItem.Content content = item.content();
    AvailabilityWindow window = AvailabilityWindow.of(content.attributes());
    items.put(
        item.itemId(),
        new ItemAttributes(
            content.categories(),
            content.tags(),
            content.domain(),
            content.publishedAt(),
            content.attributes(),
            content.available() && !item.deleted(),
            window.from(),
            window.until()));
    newest.put(
        item.itemId(), items.number(item.itemId()), item.deleted() ? null : content.publishedAt());
  }
}
