package io.holdfast.training.reader;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * The lines of a text file, gzipped or not (told by its first bytes), one at a time. A line may end
 * with LF or CRLF and have {@value #MAX_LINE} characters at most, so a wrong file cannot fill the
 * memory. A byte order mark is passed over.
 */
final class Lines implements AutoCloseable {
  static final int MAX_LINE = 1 << 20;

  private static final int BUFFER = 1 << 16;
  private static final int GZIP_MAGIC_1 = 0x1f;
  private static final int GZIP_MAGIC_2 = 0x8b;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final Path file;
  private final Reader reader;
  private final char[] buffer = new char[BUFFER];
  private int next;
  private int end;
  private long number;

  private Lines(Path file, Reader reader) {
    this.file = file;
    this.reader = reader;
  }

  /** Opens the file; text that is not in {@code charset} is an error at its line. */
  static Lines open(Path file, Charset charset) throws IOException {
    BufferedInputStream bytes = new BufferedInputStream(Files.newInputStream(file), BUFFER);
    try {
      bytes.mark(2);
      boolean gzip = bytes.read() == GZIP_MAGIC_1 && bytes.read() == GZIP_MAGIC_2;
      bytes.reset();
      InputStream plain = gzip ? new GZIPInputStream(bytes, BUFFER) : bytes;
      return new Lines(
          file,
          new InputStreamReader(
              plain,
              charset
                  .newDecoder()
                  .onMalformedInput(CodingErrorAction.REPORT)
                  .onUnmappableCharacter(CodingErrorAction.REPORT)));
    } catch (IOException | RuntimeException e) {
      bytes.close();
      throw e;
    }
  }

  /** The next line without its end, or null after the last. */
  String read() throws IOException {
    StringBuilder line = null;
    while (true) {
      if (next == end && !fill()) {
        return line == null ? null : finish(line);
      }
      int from = next;
      while (next < end && buffer[next] != '\n') {
        next++;
      }
      if (line == null) {
        line = new StringBuilder(next - from);
        number++;
      }
      line.append(buffer, from, next - from);
      if (line.length() > MAX_LINE) {
        throw error("longer than " + MAX_LINE + " characters");
      }
      if (next < end) {
        next++;
        return finish(line);
      }
    }
  }

  /** The number of the line that was read last, counted from 1. */
  long number() {
    return number;
  }

  /** That the line that was read last is wrong. */
  DataFileException error(String what) {
    return new DataFileException(file, number, what);
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  private boolean fill() throws IOException {
    try {
      next = 0;
      end = Math.max(reader.read(buffer), 0);
      return end > 0;
    } catch (CharacterCodingException e) {
      end = 0;
      number++;
      throw error("at or after this line the text is not in the expected encoding");
    }
  }

  private String finish(StringBuilder line) {
    int length = line.length();
    if (length > 0 && line.charAt(length - 1) == '\r') {
      length--;
    }
    int start = number == 1 && length > 0 && line.charAt(0) == BYTE_ORDER_MARK ? 1 : 0;
    return line.substring(start, length);
  }
}
