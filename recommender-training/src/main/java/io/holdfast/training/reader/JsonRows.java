package io.holdfast.training.reader;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.holdfast.contracts.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** One JSON object of our Interaction a line; userId, type and occurredAt are needed. */
final class JsonRows {
  private JsonRows() {}

  private record Line(
      UUID eventId,
      String userId,
      String itemId,
      String type,
      Double value,
      Map<String, Double> criteria,
      @JsonProperty("occurredAt") Instant occurredAt,
      String sessionId,
      UUID requestId,
      String domain,
      Map<String, Object> context) {}

  static void read(Path file, RowCounter sink) throws IOException {
    try (Lines lines = Lines.open(file, StandardCharsets.UTF_8)) {
      for (String text = lines.read(); text != null; text = lines.read()) {
        if (!text.isBlank()) {
          sink.accept(row(lines, text));
        }
      }
    }
  }

  private static DataRow row(Lines lines, String text) throws DataFileException {
    try {
      Line line = Json.read(text, Line.class);
      if (line == null || line.userId() == null || line.type() == null) {
        throw lines.error("userId and type are needed");
      }
      if (line.occurredAt() == null) {
        throw lines.error("occurredAt is needed");
      }
      DataRow row =
          new DataRow(
              lines.number(),
              line.userId(),
              line.itemId(),
              line.type(),
              line.value(),
              line.occurredAt(),
              new DataRow.Details(
                  line.eventId(),
                  line.criteria(),
                  line.sessionId(),
                  line.requestId(),
                  line.domain(),
                  line.context(),
                  null));
      row.toInteraction();
      return row;
    } catch (IllegalArgumentException e) {
      throw lines.error(e.getMessage());
    }
  }
}
