package io.holdfast.training.reader;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The records of a comma-separated file with a header (RFC 4180): fields may stand in double
 * quotes, with doubled quotes and line ends inside. Empty lines are passed over.
 */
final class CsvRecords implements AutoCloseable {
  private final Lines lines;
  private final Map<String, Integer> columns;
  private final List<String> fields = new ArrayList<>();

  private CsvRecords(Lines lines, Map<String, Integer> columns) {
    this.lines = lines;
    this.columns = columns;
  }

  static CsvRecords open(Path file) throws IOException {
    Lines lines = Lines.open(file, StandardCharsets.UTF_8);
    try {
      CsvRecords records = new CsvRecords(lines, new LinkedHashMap<>());
      if (!records.next()) {
        throw lines.error("the header is missing");
      }
      for (String column : records.fields) {
        records.columns.put(column.strip(), records.columns.size());
      }
      if (records.columns.size() != records.fields.size()) {
        throw lines.error("the header names a column twice");
      }
      return records;
    } catch (IOException | RuntimeException e) {
      lines.close();
      throw e;
    }
  }

  /**
   * Where the column of that name is.
   *
   * @throws DataFileException if the header has none
   */
  int column(String name) throws DataFileException {
    Integer column = columns.get(name);
    if (column == null) {
      throw lines.error(
          "there is no column " + name + "; there are " + String.join(", ", columns.keySet()));
    }
    return column;
  }

  /** Reads the next record; false after the last. */
  boolean next() throws IOException {
    String line;
    do {
      line = lines.read();
      if (line == null) {
        return false;
      }
    } while (line.isEmpty());
    split(line);
    if (!columns.isEmpty() && fields.size() != columns.size()) {
      throw error(fields.size() + " fields where the header has " + columns.size());
    }
    return true;
  }

  /** A field of the record that was read last. */
  String field(int column) {
    return fields.get(column);
  }

  /** The line where the record that was read last ends. */
  long number() {
    return lines.number();
  }

  DataFileException error(String what) {
    return lines.error(what);
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  private void split(String first) throws IOException {
    fields.clear();
    String line = first;
    int at = 0;
    while (true) {
      if (at < line.length() && line.charAt(at) == '"') {
        StringBuilder field = new StringBuilder();
        at++;
        while (true) {
          int quote = line.indexOf('"', at);
          if (quote < 0) {
            field.append(line, at, line.length()).append('\n');
            line = lines.read();
            if (line == null || field.length() > Lines.MAX_LINE) {
              throw lines.error("a quoted field does not end");
            }
            at = 0;
            continue;
          }
          field.append(line, at, quote);
          at = quote + 1;
          if (at < line.length() && line.charAt(at) == '"') {
            field.append('"');
            at++;
          } else {
            break;
          }
        }
        if (at < line.length() && line.charAt(at) != ',') {
          throw lines.error("text after the closing quote of a field");
        }
        fields.add(field.toString());
      } else {
        int comma = line.indexOf(',', at);
        int end = comma < 0 ? line.length() : comma;
        fields.add(line.substring(at, end));
        at = end;
      }
      if (at >= line.length()) {
        return;
      }
      at++;
    }
  }
}
