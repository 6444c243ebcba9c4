package io.holdfast.training.reader;

import java.io.IOException;
import java.nio.file.Path;

/** A data file is not in its format. The message names the file and the line. */
public final class DataFileException extends IOException {
  private static final long serialVersionUID = 1L;

  private final long line;

  DataFileException(Path file, long line, String what) {
    super(file.getFileName() + ", line " + line + ": " + what);
    this.line = line;
  }

  /** The line that is wrong, counted from 1. */
  public long line() {
    return line;
  }
}
