package io.holdfast.contracts.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Writes JSON as Java reads it, with the nulls that the mapper leaves out elsewhere. */
final class JsonTree {
  private JsonTree() {}

  static void write(Object value, JsonGenerator generator) throws IOException {
    switch (value) {
      case Map<?, ?> map -> {
        generator.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          generator.writeFieldName((String) entry.getKey());
          write(entry.getValue(), generator);
        }
        generator.writeEndObject();
      }
      case List<?> list -> {
        generator.writeStartArray();
        for (Object element : list) {
          write(element, generator);
        }
        generator.writeEndArray();
      }
      case null -> generator.writeNull();
      default -> generator.writePOJO(value);
    }
  }
}
