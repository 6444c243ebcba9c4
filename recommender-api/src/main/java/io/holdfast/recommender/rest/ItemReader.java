package io.holdfast.recommender.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.contracts.problem.ProblemException;
import io.holdfast.contracts.problem.Violations;
import io.holdfast.recommender.domain.AvailabilityWindow;
import io.holdfast.recommender.domain.CatalogueItem;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Items out of a request's body. All errors of all of them are told at once. */
final class ItemReader {
  /** The most items of one request. */
  static final int MOST = 1000;

  private static final int TITLE_LENGTH = 1024;
  private static final int TEXT_LENGTH = 65_536;
  private static final int LABELS = 64;
  private static final int LABEL_LENGTH = 256;
  private static final int DIMENSIONS = 4096;
  private static final String LIST = "items";
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  private ItemReader() {}

  /** The one item of a body. */
  static CatalogueItem.Content one(JsonNode body) {
    if (body == null || !body.isObject()) {
      throw ProblemException.invalid("body", "must be an item");
    }
    Violations violations = new Violations();
    CatalogueItem.Content content = content(new JsonFields(body, violations));
    violations.throwIfAny();
    return content;
  }

  /** The items of a body: an array, or an object with {@code items}; each has its itemId. */
  static Map<String, CatalogueItem.Content> many(JsonNode body) {
    JsonNode list = body != null && body.isObject() ? body.get(LIST) : body;
    if (list == null || !list.isArray()) {
      throw ProblemException.invalid(LIST, "must be an array of items");
    }
    if (list.size() > MOST) {
      throw ProblemException.invalid(
          LIST, "must have at most " + MOST + " elements, has " + list.size());
    }
    Violations violations = new Violations();
    Map<String, CatalogueItem.Content> items = new LinkedHashMap<>();
    for (int k = 0; k < list.size(); k++) {
      String name = LIST + "[" + k + "]";
      if (!list.get(k).isObject()) {
        violations.add(name, "must be an object");
        continue;
      }
      JsonFields fields = new JsonFields(list.get(k), violations.below(name));
      String itemId = fields.requiredId("itemId");
      if (items.put(itemId, content(fields)) != null && itemId != null) {
        fields.violations().add("itemId", "must not come twice");
      }
    }
    violations.throwIfAny();
    return items;
  }

  private static CatalogueItem.Content content(JsonFields fields) {
    return new CatalogueItem.Content(
        fields.text("title", TITLE_LENGTH),
        fields.text("text", TEXT_LENGTH),
        fields.texts("categories", LABELS, LABEL_LENGTH),
        fields.texts("tags", LABELS, LABEL_LENGTH),
        attributes(fields),
        fields.id("domain"),
        fields.flag("available", true),
        publishedAt(fields),
        fields.vectors("embeddings", DIMENSIONS));
  }

  private static Map<String, Object> attributes(JsonFields fields) {
    Map<String, Object> attributes = fields.values("attributes");
    for (String bound : List.of(AvailabilityWindow.FROM, AvailabilityWindow.UNTIL)) {
      fields
          .violations()
          .check(
              AvailabilityWindow.isMoment(attributes.get(bound)),
              "attributes." + bound,
              "must be a moment such as 2026-11-01T00:00:00Z");
    }
    return attributes;
  }

  private static Instant publishedAt(JsonFields fields) {
    Instant told = fields.instant("publishedAt");
    if (told == null) {
      return null;
    }
    boolean good =
        fields
            .violations()
            .check(
                !told.isBefore(Instant.EPOCH) && !told.isAfter(LAST),
                "publishedAt",
                "must lie between the years 1970 and 9999");
    return good ? told.truncatedTo(ChronoUnit.MICROS) : null;
  }
}
