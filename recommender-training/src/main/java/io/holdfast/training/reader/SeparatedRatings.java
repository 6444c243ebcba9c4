package io.holdfast.training.reader;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** MovieLens ratings without a header: user, item, rating, seconds, between separators. */
final class SeparatedRatings {
  private SeparatedRatings() {}

  static void read(Path file, String separator, RowCounter sink) throws IOException {
    Pattern between = Pattern.compile(Pattern.quote(separator));
    try (Lines lines = Lines.open(file, StandardCharsets.UTF_8)) {
      for (String line = lines.read(); line != null; line = lines.read()) {
        if (line.isEmpty()) {
          continue;
        }
        String[] fields = between.split(line, -1);
        if (fields.length != 4) {
          throw lines.error(
              "expected user, item, rating and time, found " + fields.length + " fields");
        }
        sink.accept(
            new DataRow(
                lines.number(),
                Fields.id(fields[0], "the user", lines::error),
                Fields.id(fields[1], "the item", lines::error),
                "rating",
                Fields.number(fields[2], "the rating", lines::error),
                Fields.epochSecond(fields[3], lines::error),
                DataRow.Details.NONE));
      }
    }
  }
}
