package io.holdfast.benchmarks.peers;

import io.holdfast.benchmarks.data.NpyFile;
import io.holdfast.benchmarks.data.PowerLawData;
import io.holdfast.benchmarks.data.Rows;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Data in files that each contestant can read: {@code starts.npy} and {@code columns.npy}, the rows
 * of the matrix, and {@code items.npy}, its number of columns; and the same as lines of user and
 * item in {@code entries.csv} once somebody wants them.
 */
final class DataFolder {

  private static final long SEED = 1;

  private DataFolder() {}

  /** The folder for data of a size; the files are made unless they are there. */
  static Path of(Path work, PowerLawData.Shape shape) throws IOException {
    Path folder =
        Files.createDirectories(
            work.resolve(
                "data-v%d-%dx%dx%d"
                    .formatted(
                        PowerLawData.VERSION, shape.users(), shape.items(), shape.entries())));
    Path last = folder.resolve("items.npy");
    if (!Files.exists(last)) {
      Rows rows = PowerLawData.draw(shape, SEED);
      NpyFile.write(folder.resolve("starts.npy"), rows.starts());
      NpyFile.write(folder.resolve("columns.npy"), rows.columns());
      NpyFile.write(last, new int[] {rows.items()});
    }
    return folder;
  }

  static Rows read(Path folder) throws IOException {
    return new Rows(
        NpyFile.readInts(folder.resolve("items.npy"))[0],
        NpyFile.readInts(folder.resolve("starts.npy")),
        NpyFile.readInts(folder.resolve("columns.npy")));
  }

  /** Makes {@code entries.csv} unless it is there. */
  static void writeLines(Path folder) throws IOException {
    Path lines = folder.resolve("entries.csv");
    if (Files.exists(lines)) {
      return;
    }
    Rows rows = read(folder);
    Path unfinished = folder.resolve("entries.csv.unfinished");
    try (BufferedWriter writer = Files.newBufferedWriter(unfinished)) {
      for (int user = 0; user < rows.users(); user++) {
        for (int at = rows.starts()[user]; at < rows.starts()[user + 1]; at++) {
          writer.write(user + "," + rows.columns()[at] + "\n");
        }
      }
    }
    Files.move(unfinished, lines);
  }
}
