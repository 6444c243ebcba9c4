package io.holdfast.training.reader;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Rows of a CSV file whose columns a {@link ColumnMapping} names. */
final class CsvRows {
  static final ColumnMapping MOVIELENS =
      new ColumnMapping("userId", "movieId", "timestamp", "rating", null, Map.of());

  private static final int NO_COLUMN = -1;

  private CsvRows() {}

  static void read(Path file, ColumnMapping mapping, RowCounter sink) throws IOException {
    try (CsvRecords records = CsvRecords.open(file)) {
      int user = records.column(mapping.user());
      int item = records.column(mapping.item());
      int time = optional(records, mapping.time());
      int value = optional(records, mapping.value());
      int type = optional(records, mapping.type());
      Map<String, Integer> criteria = new LinkedHashMap<>();
      for (Map.Entry<String, String> criterion : mapping.criteria().entrySet()) {
        criteria.put(criterion.getKey(), records.column(criterion.getValue()));
      }
      String defaultType = value == NO_COLUMN ? "click" : "rating";
      long row = 0;
      while (records.next()) {
        row++;
        String rowType =
            type == NO_COLUMN ? defaultType : Fields.type(records.field(type), records::error);
        boolean visit = rowType.equals("visit") && records.field(item).isBlank();
        sink.accept(
            new DataRow(
                row,
                Fields.id(records.field(user), "the user", records::error),
                visit ? null : Fields.id(records.field(item), "the item", records::error),
                rowType,
                value == NO_COLUMN || records.field(value).isBlank()
                    ? null
                    : Fields.number(records.field(value), "the value", records::error),
                time == NO_COLUMN
                    ? Instant.ofEpochSecond(row)
                    : Fields.time(records.field(time), records::error),
                criteria.isEmpty()
                    ? DataRow.Details.NONE
                    : DataRow.Details.ofCriteria(criteria(records, criteria))));
      }
    }
  }

  private static Map<String, Double> criteria(CsvRecords records, Map<String, Integer> columns)
      throws DataFileException {
    Map<String, Double> ratings = new LinkedHashMap<>();
    for (Map.Entry<String, Integer> criterion : columns.entrySet()) {
      String field = records.field(criterion.getValue());
      if (!field.isBlank()) {
        String what = "criteria." + criterion.getKey();
        ratings.put(criterion.getKey(), Fields.number(field, what, records::error));
      }
    }
    return ratings;
  }

  private static int optional(CsvRecords records, String column) throws DataFileException {
    return column == null ? NO_COLUMN : records.column(column);
  }
}
