package io.holdfast.recommender.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.holdfast.contracts.json.Json;

/** Lists and maps in text columns, as JSON. */
final class JsonColumn {
  private JsonColumn() {}

  static <T> T read(String text, TypeReference<T> type) {
    try {
      return Json.mapper().readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "the database holds JSON that is not of its column's type", e);
    }
  }
}
