package io.holdfast.cli.table;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import java.util.ArrayList;
import java.util.List;

/** Takes every field of the header, and of each row after it those of the chosen columns. */
final class SelectedFields extends AbstractBaseCsvCallbackHandler<SelectedFields> {
  /** More columns than any table has whose separator is a comma. */
  static final int MAX_COLUMNS = 10_000;

  private final List<String> header = new ArrayList<>();
  private boolean inHeader = true;
  private Field[] chosen = {};

  @Override
  protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
    if (index < chosen.length && chosen[index] != null) {
      chosen[index].set(buffer, offset, length);
    } else if (inHeader && index <= MAX_COLUMNS) {
      header.add(new String(buffer, offset, length).strip());
    }
  }

  @Override
  protected SelectedFields buildRecord() {
    return this;
  }

  /** The fields of the header, when it has been read. */
  List<String> finishHeader() {
    inHeader = false;
    chosen = new Field[header.size()];
    return header;
  }

  /** Fills a field from a column, from the next row on. */
  void choose(int column, Field field) {
    chosen[column] = field;
  }

  /** What fills from a column, or null. */
  Field chosen(int column) {
    return chosen[column];
  }

  /** How many fields the record that was read last has. */
  int count() {
    return getFieldCount();
  }

  /** The line where that record begins, from 1. */
  long line() {
    return Math.max(1, getStartingLineNumber());
  }
}
