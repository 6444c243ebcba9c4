package io.holdfast.recommender.chaos;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A file system in memory of a few megabytes, which can be filled up and cleared again. */
final class TinyDisk implements AutoCloseable {
  private static final int CHUNK_BYTES = 4096;
  private static final long MOUNT_SECONDS = 20;

  private final Path place;

  private TinyDisk(Path place) {
    this.place = place;
  }

  /** Mounts one; empty where this process may not. */
  static Optional<TinyDisk> mount(Path place, int megabytes)
      throws IOException, InterruptedException {
    Files.createDirectories(place);
    boolean mounted =
        run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", place.toString());
    return mounted ? Optional.of(new TinyDisk(place)) : Optional.empty();
  }

  Path place() {
    return place;
  }

  /** Leaves no room at all. */
  void fill() throws IOException {
    try (OutputStream out = Files.newOutputStream(filler())) {
      while (true) {
        out.write(new byte[CHUNK_BYTES]);
      }
    } catch (IOException e) {
      if (Files.getFileStore(place).getUsableSpace() > 0) {
        throw e;
      }
    }
  }

  /** Gives the room back. */
  void clear() throws IOException {
    Files.deleteIfExists(filler());
  }

  private Path filler() {
    return place.resolve("filler");
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(MOUNT_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Lazily, because whoever has a file open may not have let go of it yet. */
  @Override
  public void close() throws IOException {
    try {
      run("umount", "--lazy", place.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
