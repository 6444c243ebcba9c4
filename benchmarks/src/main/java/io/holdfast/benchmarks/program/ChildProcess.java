package io.holdfast.benchmarks.program;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A process that is run to its end, standard error going to a file.
 *
 * <p>Each gets the same settings of the C library's memory, which otherwise gives large buffers
 * back to the kernel and takes them anew, and no preset kernels of OpenBLAS.
 */
public final class ChildProcess {

  private static final Map<String, String> MEMORY =
      Map.of(
          "MALLOC_ARENA_MAX", "1",
          "MALLOC_MMAP_THRESHOLD_", "4294967296",
          "MALLOC_TRIM_THRESHOLD_", "8589934592");
  private static final int LAST_LINES = 5;

  private ChildProcess() {}

  /**
   * Runs a command.
   *
   * @param environment set beside what is there already
   * @param log where standard error goes
   * @return the lines of standard output
   * @throws IOException if the command cannot be started or fails; the message has the last lines
   *     of the log
   * @throws InterruptedException if the thread is interrupted; the process is ended then
   */
  public static List<String> run(List<String> command, Map<String, String> environment, Path log)
      throws IOException, InterruptedException {
    Files.createDirectories(log.toAbsolutePath().getParent());
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
    builder.environment().keySet().removeAll(List.of("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"));
    builder.environment().putAll(MEMORY);
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      List<String> lines = new ArrayList<>();
      try (BufferedReader reader = process.inputReader()) {
        reader.lines().forEach(lines::add);
      }
      if (process.waitFor() != 0) {
        throw new IOException(
            "%s ended with %d: %s"
                .formatted(command.getFirst(), process.exitValue(), lastLines(log)));
      }
      return lines;
    } finally {
      process.destroy();
    }
  }

  private static String lastLines(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    return String.join(" / ", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
  }
}
