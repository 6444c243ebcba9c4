package io.holdfast.recommender.store;

import io.holdfast.contracts.json.Json;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;

/** Rows of the log's tables with the names that the events have on the wire. */
final class CamelCase {
  private CamelCase() {}

  /** The object's fields with camelCase names, without those that are null. */
  static Map<String, Object> keys(String json) {
    Map<String, Object> fields = new LinkedHashMap<>();
    Json.readMap(json)
        .forEach(
            (key, value) -> {
              if (value != null && !key.equals("position")) {
                fields.put(camel(key), key.endsWith("_at") ? utc(value) : value);
              }
            });
    return fields;
  }

  private static String utc(Object time) {
    return OffsetDateTime.parse(time.toString()).toInstant().toString();
  }

  private static String camel(String name) {
    StringBuilder text = new StringBuilder(name.length());
    boolean upper = false;
    for (int k = 0; k < name.length(); k++) {
      char c = name.charAt(k);
      if (c == '_') {
        upper = true;
      } else {
        text.append(upper ? Character.toUpperCase(c) : c);
        upper = false;
      }
    }
    return text.toString();
  }
}
