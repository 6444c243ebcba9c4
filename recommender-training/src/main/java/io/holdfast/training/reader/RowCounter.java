package io.holdfast.training.reader;

import io.holdfast.training.reader.ReadSummary.Reason;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/** Counts the rows that pass and those that are dropped. */
final class RowCounter implements RowSink {
  private final RowSink sink;
  private final Map<Reason, Long> dropped = new EnumMap<>(Reason.class);
  private long rows;

  RowCounter(RowSink sink) {
    this.sink = sink;
  }

  @Override
  public void accept(DataRow row) throws IOException {
    sink.accept(row);
    rows++;
  }

  void drop(Reason reason) {
    dropped.merge(reason, 1L, Long::sum);
  }

  ReadSummary summary() {
    return new ReadSummary(rows, dropped);
  }
}
