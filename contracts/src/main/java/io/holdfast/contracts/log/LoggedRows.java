package io.holdfast.contracts.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.holdfast.contracts.event.AssignedVariant;
import io.holdfast.contracts.event.EventKind;
import io.holdfast.contracts.event.Interaction;
import io.holdfast.contracts.event.ModelReference;
import io.holdfast.contracts.event.RecommendationServed;
import io.holdfast.contracts.event.ServedItem;
import io.holdfast.contracts.json.Json;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * Rows of the log as events. The variants and contexts of one read repeat, so each text is parsed
 * once. Used by one read; not thread-safe.
 */
final class LoggedRows {

  static final String INTERACTION_COLUMNS =
      """
      position, event_id, user_id, item_id, type, value, criteria::text, occurred_at, session_id,
      request_id, domain, context::text, historical
      """;

  static final String SERVED_COLUMNS =
      """
      position, event_id, user_id, scenario, scenario_version, model, source, %s,
      experiments::text, context::text, trigger, occurred_at
      """;

  static final String EVENT_COLUMNS = "position, kind, payload::text";

  private final Map<String, List<AssignedVariant>> variants = new HashMap<>();
  private final Map<String, Map<String, Object>> contexts = new HashMap<>();
  private final Map<String, ModelReference> models = new HashMap<>();

  static String servedColumns(boolean items) {
    return SERVED_COLUMNS.formatted(
        items
            ? "items::text"
            : "CASE WHEN source = '%s' THEN items::text END"
                .formatted(RecommendationServed.SOURCE_INTERLEAVED));
  }

  LoggedEvent interaction(Row row) {
    return new LoggedEvent(
        row.getLong(0),
        new Interaction(
            row.getUUID(1),
            row.getString(2),
            row.getString(3),
            row.getString(4),
            row.getDouble(5),
            json(row.getString(6), new TypeReference<Map<String, Double>>() {}),
            instant(row, 7),
            row.getString(8),
            row.getUUID(9),
            row.getString(10),
            context(row.getString(11)),
            row.getBoolean(12)));
  }

  LoggedEvent served(Row row) {
    return new LoggedEvent(
        row.getLong(0),
        new RecommendationServed(
            row.getUUID(1),
            row.getString(2),
            row.getString(3),
            row.getInteger(4),
            once(models, row.getString(5), ModelReference::parse),
            row.getString(6),
            json(row.getString(7), new TypeReference<List<ServedItem>>() {}),
            once(
                variants,
                row.getString(8),
                text -> json(text, new TypeReference<List<AssignedVariant>>() {})),
            context(row.getString(9)),
            RecommendationServed.Trigger.valueOf(row.getString(10).toUpperCase(Locale.ROOT)),
            instant(row, 11)));
  }

  static LoggedEvent event(Row row) {
    return new LoggedEvent(
        row.getLong(0), Json.readEvent(EventKind.ofWire(row.getString(1)), row.getString(2)));
  }

  private Map<String, Object> context(String text) {
    return once(contexts, text, it -> json(it, new TypeReference<Map<String, Object>>() {}));
  }

  private static <T> T once(Map<String, T> known, String text, Function<String, T> parse) {
    return text == null ? null : known.computeIfAbsent(text, parse);
  }

  private static Instant instant(Row row, int column) {
    return row.getOffsetDateTime(column).toInstant();
  }

  private static <T> T json(String text, TypeReference<T> type) {
    if (text == null) {
      return null;
    }
    try {
      return Json.mapper().readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the log holds JSON that is not of its column's type", e);
    }
  }
}
