package io.holdfast.benchmarks.ingest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * How often a second a page of the write-ahead log can be made durable, one after the other, as
 * PostgreSQL does it: a write into a file that is there already, and {@code fdatasync}. No commit
 * that waits for its own flush is faster.
 */
final class FlushLimit {
  private static final int PAGE_BYTES = 8192;
  private static final int PAGES = 2048;
  private static final Duration TIME = Duration.ofSeconds(1);

  private FlushLimit() {}

  /** Flushes a second of the file system that holds the folder. */
  static double measure(Path folder) throws IOException {
    Path file = Files.createTempFile(folder, "flush", null);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer page = ByteBuffer.allocateDirect(PAGE_BYTES);
      for (int k = 0; k < PAGES; k++) {
        channel.write(page.clear(), (long) k * PAGE_BYTES);
      }
      channel.force(true);
      long begin = System.nanoTime();
      int flushes = 0;
      while (System.nanoTime() - begin < TIME.toNanos()) {
        channel.write(page.clear(), (long) (flushes % PAGES) * PAGE_BYTES);
        channel.force(false);
        flushes++;
      }
      return flushes / ((System.nanoTime() - begin) / 1e9);
    } finally {
      Files.delete(file);
    }
  }
}
