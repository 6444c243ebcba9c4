package io.holdfast.recommender.log;

import io.holdfast.contracts.event.EventKind;
import io.holdfast.contracts.event.ItemChanged;
import io.holdfast.contracts.log.EventLog;
import io.holdfast.recommender.domain.CatalogueChanges;
import io.holdfast.recommender.domain.CatalogueItem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.faulttolerance.Timeout;

/** The catalogue's changes from the log, where reading order is commit order. */
@ApplicationScoped
class LogCatalogueChanges implements CatalogueChanges {
  private static final Set<EventKind> ITEMS = EnumSet.of(EventKind.ITEM_CHANGED);

  private final EventLog log;

  LogCatalogueChanges(EventLog log) {
    this.log = log;
  }

  @Override
  @Timeout(value = 5, unit = ChronoUnit.SECONDS)
  public Uni<Long> head() {
    return log.head();
  }

  @Override
  @Timeout(value = 10, unit = ChronoUnit.SECONDS)
  public Uni<List<Change>> read(long after, int limit) {
    return log.read(after, limit, ITEMS)
        .map(
            events ->
                events.stream()
                    .map(
                        logged ->
                            new Change(
                                logged.position(), CatalogueItem.of((ItemChanged) logged.event())))
                    .toList());
  }
}
