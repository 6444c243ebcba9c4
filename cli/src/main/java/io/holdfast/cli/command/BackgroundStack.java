package io.holdfast.cli.command;

import io.holdfast.contracts.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The stack that {@code up} leaves running: a process of this program that holds it, told by a
 * file. The file is there once everything is ready, and goes with the process.
 *
 * @param pid the process that holds the stack
 * @param basePort recommender-api's port
 */
record BackgroundStack(long pid, int basePort) {
  /** What the holding process is called with, so that another process is never taken for it. */
  static final String FOREGROUND = "--foreground";

  private static final String FILE = "running.json";
  private static final long LONGEST_STOP_SECONDS = 60;

  /** The one that runs from that folder, if one does. */
  static Optional<BackgroundStack> find(Path folder) throws IOException {
    try {
      BackgroundStack told =
          Json.read(Files.readString(folder.resolve(FILE)), BackgroundStack.class);
      return told.process().isPresent() ? Optional.of(told) : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Tells others about this one, until the process ends. */
  void announce(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    Path written = Files.writeString(folder.resolve(FILE + ".new"), Json.write(this));
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    file.toFile().deleteOnExit();
  }

  /** Ends it and waits until it is gone. */
  void stop() throws InterruptedException {
    Optional<ProcessHandle> running = process();
    if (running.isEmpty()) {
      return;
    }
    ProcessHandle process = running.get();
    process.destroy();
    try {
      process.onExit().get(LONGEST_STOP_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      // Its guards end what it leaves behind.
      process.destroyForcibly();
    }
  }

  private Optional<ProcessHandle> process() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(
            process ->
                process
                    .info()
                    .arguments()
                    .map(arguments -> String.join(" ", arguments).contains(FOREGROUND))
                    .orElse(true));
  }
}
