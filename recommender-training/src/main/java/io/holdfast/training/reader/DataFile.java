package io.holdfast.training.reader;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A data file and how to read it. Gzipped files are read as they are. Reading streams: memory does
 * not grow with the file.
 *
 * @param path the file
 * @param format its format
 * @param columns which column is what; needed for {@link DataFormat#CSV}, null otherwise
 */
public record DataFile(Path path, DataFormat format, ColumnMapping columns) {

  public DataFile {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(format, "format");
    if (format == DataFormat.CSV && columns == null) {
      throw new IllegalArgumentException(
          "the format csv needs its columns: user=…,item=…,time=…,value=…,type=…,criteria.NAME=…");
    }
  }

  /** A file of a format that needs no columns. */
  public static DataFile of(Path path, DataFormat format) {
    return new DataFile(path, format, null);
  }

  /**
   * Reads the rows in file order.
   *
   * @throws DataFileException if the file is not in its format
   * @throws IOException if it cannot be read, or the sink fails
   */
  public ReadSummary read(RowSink sink) throws IOException {
    RowCounter counter = new RowCounter(sink);
    switch (format) {
      case MOVIELENS_100K -> SeparatedRatings.read(path, "\t", counter);
      case MOVIELENS_1M -> SeparatedRatings.read(path, "::", counter);
      case MOVIELENS_CSV -> CsvRows.read(path, CsvRows.MOVIELENS, counter);
      case CSV -> CsvRows.read(path, columns, counter);
      case SEQUENCES -> SequenceRows.read(path, counter);
      case ONLINE_RETAIL -> OnlineRetailRows.read(path, counter);
      case JSONL -> JsonRows.read(path, counter);
    }
    return counter.summary();
  }
}
