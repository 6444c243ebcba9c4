package io.holdfast.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The operating system process of a server.
 *
 * @param handle the postmaster, which ends only after its children
 */
record ServerProcess(ProcessHandle handle) {
  private static final long STOP_SECONDS = 30;

  /** The process that the data directory's pid file names, if it runs. */
  static Optional<ServerProcess> of(Path data) {
    try {
      List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
      return ProcessHandle.of(Long.parseLong(lines.getFirst().trim()))
          .filter(ProcessHandle::isAlive)
          .map(ServerProcess::new);
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** The pid file of a crash may name a process that has nothing to do with us. */
  boolean isPostgres() {
    return handle.info().command().map(it -> it.endsWith("postgres")).orElse(true);
  }

  /**
   * Stops the server without a checkpoint, as {@code pg_ctl stop -m immediate} does. For data that
   * nobody will read again: a checkpoint of many test databases can take half a minute.
   */
  void quit() {
    try {
      new ProcessBuilder("sh", "-c", "kill -QUIT \"$1\"", "sh", Long.toString(handle.pid()))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException noShell) {
      handle.destroyForcibly();
    }
    awaitEnd();
  }

  /** Waits until the process has ended, and kills it if that takes too long. */
  void awaitEnd() {
    try {
      handle.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      handle.destroyForcibly();
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      handle.destroyForcibly();
    }
  }
}
