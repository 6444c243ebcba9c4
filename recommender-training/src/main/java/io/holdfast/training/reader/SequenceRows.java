package io.holdfast.training.reader;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.StringTokenizer;

/**
 * A line a user: the user, then the items in order, between blanks. There are no times: the place
 * in the sequence, in seconds since 1970, stands for them. Every row is a {@code click}.
 */
final class SequenceRows {
  private SequenceRows() {}

  static void read(Path file, RowCounter sink) throws IOException {
    try (Lines lines = Lines.open(file, StandardCharsets.UTF_8)) {
      long row = 0;
      for (String line = lines.read(); line != null; line = lines.read()) {
        StringTokenizer words = new StringTokenizer(line);
        if (!words.hasMoreTokens()) {
          continue;
        }
        String user = Fields.id(words.nextToken(), "the user", lines::error);
        if (!words.hasMoreTokens()) {
          throw lines.error("a user without items");
        }
        for (long place = 1; words.hasMoreTokens(); place++) {
          row++;
          sink.accept(
              new DataRow(
                  row,
                  user,
                  Fields.id(words.nextToken(), "the item", lines::error),
                  "click",
                  null,
                  Instant.ofEpochSecond(place),
                  DataRow.Details.NONE));
        }
      }
    }
  }
}
