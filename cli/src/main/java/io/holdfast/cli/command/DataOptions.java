package io.holdfast.cli.command;

import io.holdfast.training.reader.ColumnMapping;
import io.holdfast.training.reader.DataFile;
import io.holdfast.training.reader.DataFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Makes a {@link DataFile} of what was given on the command line. */
final class DataOptions {
  static final String FORMATS =
      "movielens-100k, movielens-1m, movielens-csv, sequences, online-retail, csv, jsonl";

  static final String COLUMNS =
      "columns of a csv file: user=…,item=…,time=…,value=…,type=…,criteria.NAME=…";

  private DataOptions() {}

  /**
   * The file as described.
   *
   * @throws ParameterException if the description is wrong
   */
  static DataFile file(CommandLine command, Path path, String format, String columns) {
    try {
      if (format == null) {
        throw new IllegalArgumentException("--format is needed: one of " + FORMATS);
      }
      return new DataFile(
          readable(path),
          DataFormat.ofWire(format),
          columns == null ? null : ColumnMapping.parse(columns));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command, e.getMessage(), e);
    }
  }

  /**
   * The same path.
   *
   * @throws IllegalArgumentException if nothing can be read from it
   */
  static Path readable(Path path) {
    if (!Files.isReadable(path) || Files.isDirectory(path)) {
      throw new IllegalArgumentException("cannot read the file " + path);
    }
    return path;
  }
}
