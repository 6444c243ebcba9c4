package io.holdfast.cli.table;

import java.nio.file.Path;
import java.util.List;

/** A table has no column of the name that was asked for. The message lists those there are. */
public final class UnknownColumnException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private static final int MOST_LISTED = 50;

  UnknownColumnException(Path file, String column, List<String> columns) {
    super(
        "%s has no column %s; there are %s%s"
            .formatted(
                file.getFileName(),
                column,
                String.join(", ", columns.subList(0, Math.min(columns.size(), MOST_LISTED))),
                columns.size() > MOST_LISTED ? ", …" : ""));
  }
}
