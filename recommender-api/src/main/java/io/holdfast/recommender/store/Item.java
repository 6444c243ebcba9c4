package io.holdfast.recommender.store;

import com.fasterxml.jackson.core.type.TypeReference;
import io.holdfast.contracts.json.Json;
import io.holdfast.recommender.domain.CatalogueItem;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A row of the catalogue. */
@Entity
@Table(name = "item")
public class Item extends PanacheEntityBase {
  static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};
  static final TypeReference<Map<String, Object>> VALUES = new TypeReference<>() {};
  private static final TypeReference<Map<String, List<Float>>> VECTORS = new TypeReference<>() {};

  @Id
  @Column(name = "item_id")
  public String itemId;

  public long revision;
  public String title;
  public String text;
  public String categories;
  public String tags;
  public String attributes;
  public String domain;
  public boolean available;

  @Column(name = "published_at")
  public Instant publishedAt;

  public String embeddings;
  public boolean deleted;

  @Column(name = "changed_at")
  public Instant changedAt;

  /** An item that is not there yet. */
  static Item absent(String itemId) {
    Item item = new Item();
    item.itemId = itemId;
    item.deleted = true;
    return item;
  }

  /** Takes over what is told; the revision grows. */
  void become(CatalogueItem.Content content, Instant at) {
    title = content.title();
    text = content.text();
    categories = Json.write(content.categories());
    tags = Json.write(content.tags());
    attributes = Json.write(content.attributes());
    domain = content.domain();
    available = content.available();
    publishedAt = content.publishedAt();
    embeddings = Json.write(content.embeddings());
    deleted = false;
    changedAt = at;
    revision++;
  }

  void delete(Instant at) {
    deleted = true;
    changedAt = at;
    revision++;
  }

  CatalogueItem toDomain() {
    return new CatalogueItem(
        itemId,
        revision,
        new CatalogueItem.Content(
            title,
            text,
            JsonColumn.read(categories, TEXTS),
            JsonColumn.read(tags, TEXTS),
            JsonColumn.read(attributes, VALUES),
            domain,
            available,
            publishedAt,
            JsonColumn.read(embeddings, VECTORS)),
        deleted,
        changedAt);
  }

  /** Whether it is what is told already. */
  boolean is(CatalogueItem.Content content) {
    return !deleted && Json.write(toDomain().content()).equals(Json.write(content));
  }
}
