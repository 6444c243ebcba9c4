package io.holdfast.cli.table;

import java.io.IOException;
import java.nio.file.Path;

/** A table is not as it should be. The message names the file and the line. */
public final class TableException extends IOException {
  private static final long serialVersionUID = 1L;

  private final long line;

  TableException(Path file, long line, String what) {
    super(file.getFileName() + ", line " + line + ": " + what);
    this.line = line;
  }

  /** The line that is wrong, or the first of a record of several, counted from 1. */
  public long line() {
    return line;
  }
}
