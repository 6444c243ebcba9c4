package io.holdfast.cli.table;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A table in a CSV file (RFC 4180, UTF-8) with a header, read row by row: fields may stand in
 * double quotes, with doubled quotes and line ends inside; lines end with LF, CRLF or CR; a byte
 * order mark and empty lines are passed over; gzip is told by the file's first bytes. Memory does
 * not grow with the file: a field has at most {@value #MAX_FIELD} characters. A quote that the end
 * of the file leaves open closes there. Not thread-safe.
 */
public final class CsvTable implements Closeable {
  static final int MAX_FIELD = 1 << 20;

  private static final int BUFFER = 1 << 16;
  private static final byte[] GZIP_MAGIC = {0x1f, (byte) 0x8b};
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private final Path file;
  private final SelectedFields fields = new SelectedFields();
  private final CloseableIterator<SelectedFields> records;
  private final List<String> columns;
  private long rows;

  private CsvTable(Path file, Reader text) throws IOException {
    this.file = file;
    this.records =
        CsvReader.builder()
            .allowExtraFields(true)
            .allowMissingFields(true)
            .maxBufferSize(MAX_FIELD)
            .build(fields, text)
            .iterator();
    if (!read()) {
      throw error("the header is missing");
    }
    this.columns = fields.finishHeader();
    if (columns.size() > SelectedFields.MAX_COLUMNS) {
      throw error("more than " + SelectedFields.MAX_COLUMNS + " columns");
    }
    if (new HashSet<>(columns).size() < columns.size()) {
      throw error("the header names a column twice");
    }
  }

  /**
   * Opens a table and reads its header.
   *
   * @throws TableException if there is no header, or it names a column twice
   */
  public static CsvTable open(Path file) throws IOException {
    BufferedInputStream bytes = new BufferedInputStream(Files.newInputStream(file), BUFFER);
    try {
      return new CsvTable(file, text(bytes));
    } catch (IOException | RuntimeException e) {
      bytes.close();
      throw e;
    }
  }

  /** The names in the header, in order. */
  public List<String> columns() {
    return columns;
  }

  /**
   * The column of a name: {@link #next} fills it from now on.
   *
   * @throws UnknownColumnException if the header has none
   */
  public Field field(String column) {
    int index = columns.indexOf(column);
    if (index < 0) {
      throw new UnknownColumnException(file, column, columns);
    }
    if (fields.chosen(index) == null) {
      fields.choose(index, new Field(column, this));
    }
    return fields.chosen(index);
  }

  /**
   * Reads the next row; false after the last.
   *
   * @throws TableException if the row has more or fewer fields than the header, or is not CSV
   */
  public boolean next() throws IOException {
    if (!read()) {
      return false;
    }
    if (fields.count() != columns.size()) {
      throw error("fields: %d, where the header has %d".formatted(fields.count(), columns.size()));
    }
    rows++;
    return true;
  }

  /** How many rows have been read, the header aside. */
  public long rows() {
    return rows;
  }

  /** That the row which was read last is wrong. */
  public TableException error(String what) {
    return new TableException(file, fields.line(), what);
  }

  @Override
  public void close() throws IOException {
    records.close();
  }

  private boolean read() throws IOException {
    try {
      if (!records.hasNext()) {
        return false;
      }
      records.next();
      return true;
    } catch (CsvParseException e) {
      throw error("at or after this line: " + e.getMessage());
    } catch (UncheckedIOException e) {
      throw switch (e.getCause()) {
        case CharacterCodingException _ -> error("at or after this line the text is not UTF-8");
        case EOFException _ -> error("after this line the compressed data ends early");
        case ZipException zip -> error("after this line the compressed data is damaged: " + zip);
        case IOException other -> other;
      };
    }
  }

  private static Reader text(BufferedInputStream bytes) throws IOException {
    BufferedInputStream plain =
        startsWith(bytes, GZIP_MAGIC)
            ? new BufferedInputStream(new GZIPInputStream(bytes, BUFFER), BUFFER)
            : bytes;
    if (startsWith(plain, BYTE_ORDER_MARK)) {
      plain.skipNBytes(BYTE_ORDER_MARK.length);
    }
    return new InputStreamReader(
        plain,
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT));
  }

  private static boolean startsWith(BufferedInputStream bytes, byte[] prefix) throws IOException {
    bytes.mark(prefix.length);
    boolean starts = Arrays.equals(bytes.readNBytes(prefix.length), prefix);
    bytes.reset();
    return starts;
  }
}
