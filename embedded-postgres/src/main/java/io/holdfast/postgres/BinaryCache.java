package io.holdfast.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The folder that PostgreSQL's binaries are unpacked into, once for all processes of this user.
 *
 * <p>zonky's own lock is not enough when several processes start at once: a waiting process deletes
 * the lock file of the one that unpacks, and files that a killed process left half-written are
 * taken for whole. So everyone holds this exclusive file lock while zonky looks for its binaries,
 * and its holder removes whatever an earlier one did not finish.
 */
final class BinaryCache implements AutoCloseable {
  /** Names another folder than the default, {@code ~/.cache/holdfast/postgres}. */
  static final String FOLDER_PROPERTY = "holdfast.postgres.cache";

  /** The file that zonky writes when an unpacked folder is complete. */
  private static final String COMPLETE = ".exists";

  private static final long RETRY_MILLIS = 20;

  private final Path folder;
  private final FileChannel channel;
  private final FileLock lock;

  private BinaryCache(Path folder, FileChannel channel, FileLock lock) {
    this.folder = folder;
    this.channel = channel;
    this.lock = lock;
  }

  /** Waits until this process alone may unpack. */
  static BinaryCache acquire() throws IOException {
    return acquire(defaultFolder());
  }

  static BinaryCache acquire(Path folder) throws IOException {
    Files.createDirectories(folder);
    FileChannel channel =
        FileChannel.open(
            folder.resolve("unpack.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      BinaryCache cache = new BinaryCache(folder, channel, lock(channel));
      cache.removeUnfinished();
      return cache;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  Path folder() {
    return folder;
  }

  /** Lets the next process in; does nothing the second time. */
  void release() {
    try {
      if (channel.isOpen()) {
        lock.release();
        channel.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot release the lock of " + folder, e);
    }
  }

  @Override
  public void close() {
    release();
  }

  /** A file lock belongs to the whole JVM, so threads of one JVM have to take turns by asking. */
  private static FileLock lock(FileChannel channel) throws IOException {
    while (true) {
      try {
        return channel.lock();
      } catch (OverlappingFileLockException e) {
        try {
          Thread.sleep(RETRY_MILLIS);
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
          throw new IOException(
              "interrupted while waiting for another thread to unpack", interrupted);
        }
      }
    }
  }

  private void removeUnfinished() throws IOException {
    try (DirectoryStream<Path> unpacked = Files.newDirectoryStream(folder, "PG-*")) {
      for (Path directory : unpacked) {
        if (!Files.exists(directory.resolve(COMPLETE))) {
          Directories.delete(directory);
        }
      }
    }
  }

  private static Path defaultFolder() {
    String named = System.getProperty(FOLDER_PROPERTY);
    if (named != null) {
      return Path.of(named);
    }
    Path home = Path.of(System.getProperty("user.home", ""));
    Path base =
        Files.isWritable(home)
            ? home.resolve(".cache")
            : Path.of(
                System.getProperty("java.io.tmpdir"),
                "holdfast-" + System.getProperty("user.name"));
    return base.resolve("holdfast").resolve("postgres").toAbsolutePath();
  }
}
