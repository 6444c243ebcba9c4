package io.holdfast.recommender.store;

import io.holdfast.contracts.event.ItemChanged;
import io.holdfast.recommender.domain.CatalogueItem;
import io.holdfast.recommender.domain.ItemCatalogue;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.faulttolerance.Timeout;

/** The catalogue as Panache entities. */
@ApplicationScoped
@Timeout(value = 10, unit = ChronoUnit.SECONDS)
class PgItemCatalogue implements ItemCatalogue {
  private static final int RACES = 3;
  private static final String OUTLINES =
      """
      SELECT item_id, revision, title, categories, tags, attributes, domain, available,
        published_at, deleted, changed_at
      FROM item WHERE item_id > $1 ORDER BY item_id LIMIT $2
      """;

  private final Pool pool;

  PgItemCatalogue(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Uni<Changes> put(Map<String, CatalogueItem.Content> contents, Instant at) {
    Map<String, CatalogueItem.Content> sorted = new TreeMap<>(contents);
    return EventLoop.run(() -> Panache.withTransaction(() -> putAll(sorted, at)))
        .onFailure(PgFailures::isConflict)
        .retry()
        .withBackOff(Duration.ofMillis(5))
        .atMost(RACES);
  }

  /** Rows are locked in the order of their ids, so that two puts cannot wait for each other. */
  private static Uni<Changes> putAll(Map<String, CatalogueItem.Content> contents, Instant at) {
    return Item.<Item>find("itemId in ?1 order by itemId", contents.keySet())
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .list()
        .chain(rows -> apply(rows, contents, at));
  }

  private static Uni<Changes> apply(
      List<Item> rows, Map<String, CatalogueItem.Content> contents, Instant at) {
    Map<String, Item> known =
        rows.stream().collect(Collectors.toMap(row -> row.itemId, Function.identity()));
    List<Item> made = new ArrayList<>();
    List<ItemChanged> events = new ArrayList<>();
    int[] counts = new int[3];
    contents.forEach(
        (itemId, content) -> {
          Item item = known.get(itemId);
          if (item != null && item.is(content)) {
            counts[2]++;
            return;
          }
          counts[item == null || item.deleted ? 0 : 1]++;
          if (item == null) {
            item = Item.absent(itemId);
            made.add(item);
          }
          item.become(content, at);
          events.add(item.toDomain().toEvent());
        });
    return Panache.getSession()
        .chain(
            session ->
                session.persistAll(made.toArray()).chain(() -> SessionLog.append(session, events)))
        .replaceWith(new Changes(counts[0], counts[1], counts[2]));
  }

  @Override
  public Uni<Optional<CatalogueItem>> find(String itemId) {
    return EventLoop.run(() -> Panache.withSession(() -> Item.<Item>findById(itemId)))
        .map(item -> Optional.ofNullable(item).filter(row -> !row.deleted).map(Item::toDomain));
  }

  @Override
  public Uni<List<CatalogueItem>> list(String after, int limit) {
    return EventLoop.run(
            () ->
                Panache.withSession(
                    () ->
                        Item.<Item>find(
                                "deleted = false and itemId > ?1 order by itemId",
                                after == null ? "" : after)
                            .range(0, limit - 1)
                            .list()))
        .map(rows -> rows.stream().map(Item::toDomain).toList());
  }

  @Override
  public Uni<Boolean> delete(String itemId, Instant at) {
    return EventLoop.run(() -> Panache.withTransaction(() -> deleteOnce(itemId, at)));
  }

  private static Uni<Boolean> deleteOnce(String itemId, Instant at) {
    return Item.<Item>findById(itemId, LockModeType.PESSIMISTIC_WRITE)
        .chain(
            item -> {
              if (item == null || item.deleted) {
                return Uni.createFrom().item(false);
              }
              item.delete(at);
              return Panache.getSession()
                  .chain(session -> SessionLog.append(session, List.of(item.toDomain().toEvent())))
                  .replaceWith(true);
            });
  }

  @Override
  public Uni<List<CatalogueItem>> outlines(String after, int limit) {
    return pool.preparedQuery(OUTLINES)
        .execute(Tuple.of(after == null ? "" : after, limit))
        .map(
            rows -> {
              List<CatalogueItem> items = new ArrayList<>(rows.size());
              rows.forEach(row -> items.add(outline(row)));
              return items;
            });
  }

  private static CatalogueItem outline(Row row) {
    return new CatalogueItem(
        row.getString("item_id"),
        row.getLong("revision"),
        new CatalogueItem.Content(
            row.getString("title"),
            null,
            JsonColumn.read(row.getString("categories"), Item.TEXTS),
            JsonColumn.read(row.getString("tags"), Item.TEXTS),
            JsonColumn.read(row.getString("attributes"), Item.VALUES),
            row.getString("domain"),
            row.getBoolean("available"),
            instant(row, "published_at"),
            Map.of()),
        row.getBoolean("deleted"),
        instant(row, "changed_at"));
  }

  private static Instant instant(Row row, String column) {
    OffsetDateTime at = row.getOffsetDateTime(column);
    return at == null ? null : at.toInstant();
  }
}
