package io.holdfast.cli.retention;

import io.holdfast.cli.table.CsvTable;
import io.holdfast.cli.table.Field;
import io.holdfast.cli.table.TableException;
import io.holdfast.cli.table.TextIndex;
import io.holdfast.stickiness.retention.RetentionEvents;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** The events of a table, in columns. Not thread-safe. */
final class EventTable {
  /** So many names of events are remembered for messages. */
  private static final int MOST_NAMES = 20;

  private final EventColumns columns;
  private final RetentionEvents events = new RetentionEvents();
  private final TextIndex users = new TextIndex();
  private final TextIndex otherNames = new TextIndex();
  private long rows;
  private boolean hasReturns;

  private EventTable(EventColumns columns) {
    this.columns = columns;
  }

  /**
   * Reads a table.
   *
   * @throws TableException if a field does not fit, with its line, or if there is no event
   * @throws io.holdfast.cli.table.UnknownColumnException if a column is not there
   * @throws IllegalArgumentException if there is no start event
   */
  static EventTable read(Path file, EventColumns columns) throws IOException {
    EventTable read = new EventTable(columns);
    try (CsvTable table = CsvTable.open(file)) {
      read.read(table);
      if (table.rows() == 0) {
        throw table.error("there is no row below the header");
      }
    }
    if (read.events.earliestStart().isEmpty()) {
      throw new IllegalArgumentException(
          "no event is called %s; there are %s"
              .formatted(columns.start(), String.join(", ", read.otherNames())));
    }
    return read;
  }

  private void read(CsvTable table) throws IOException {
    Field user = table.field(columns.user());
    Field time = table.field(columns.time());
    Field event = columns.event() == null ? null : table.field(columns.event());
    while (table.next()) {
      boolean starts = columns.start() == null || event.is(columns.start());
      boolean returns = columns.returning() == null || event.is(columns.returning());
      if (!starts && event != null && otherNames.size() < MOST_NAMES) {
        otherNames.add(event.id());
      }
      hasReturns |= returns;
      events.add(users.add(user.id()), time.epochMillis(), starts, returns);
    }
    rows = table.rows();
  }

  /** The events that start or return. */
  RetentionEvents events() {
    return events;
  }

  /** How many rows were read. */
  long rows() {
    return rows;
  }

  /** How many different users there are. */
  int users() {
    return users.size();
  }

  /** Whether there is any return event. */
  boolean hasReturns() {
    return hasReturns;
  }

  private List<String> otherNames() {
    return IntStream.range(0, otherNames.size()).mapToObj(otherNames::text).toList();
  }
}
