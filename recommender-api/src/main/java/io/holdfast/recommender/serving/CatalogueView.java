package io.holdfast.recommender.serving;

import io.holdfast.recommender.background.BackgroundLoop;
import io.holdfast.recommender.domain.CatalogueChanges;
import io.holdfast.recommender.domain.ItemCatalogue;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which items must not be shown, in memory: read from the catalogue once, then followed through the
 * log, in commit order. While the log does not answer, the last state holds. Thread-safe.
 */
@ApplicationScoped
public class CatalogueView {
  private static final Duration INTERVAL = Duration.ofMillis(200);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
  private static final int BATCH = 1000;
  private static final long NOT_READ = -1;

  private final ItemCatalogue catalogue;
  private final CatalogueChanges changes;
  private final Set<String> hidden = ConcurrentHashMap.newKeySet();
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

  /** Whether the item must not be shown. */
  public boolean isHidden(String itemId) {
    return hidden.contains(itemId);
  }

  /** Whether the catalogue was read. */
  public boolean isRead() {
    return position != NOT_READ;
  }

  /** Applying a change twice is harmless, so the first read may overlap with the changes. */
  private void follow() {
    if (position == NOT_READ) {
      long head = changes.head().await().atMost(LONGEST_WAIT);
      hidden.addAll(catalogue.hidden().await().atMost(LONGEST_WAIT));
      position = head;
    }
    List<CatalogueChanges.Change> batch;
    do {
      batch = changes.read(position, BATCH).await().atMost(LONGEST_WAIT);
      for (CatalogueChanges.Change change : batch) {
        if (change.showable()) {
          hidden.remove(change.itemId());
        } else {
          hidden.add(change.itemId());
        }
        position = change.position();
      }
    } while (batch.size() == BATCH);
  }
}
