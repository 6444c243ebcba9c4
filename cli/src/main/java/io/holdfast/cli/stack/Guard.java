package io.holdfast.cli.stack;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Ends child processes when this process is gone, however it went: a shell that waits for the end
 * of a pipe whose other end only this process holds. SIGKILL closes the pipe like anything else.
 */
final class Guard implements AutoCloseable {
  /** Reads pids until the pipe ends; then asks them to end, and after a while makes them. */
  private static final String SCRIPT =
      """
      trap '' INT TERM HUP
      pids=
      while read -r pid; do
        if [ "$pid" = done ]; then exit 0; fi
        pids="$pids $pid"
      done
      [ -n "$pids" ] || exit 0
      kill $pids 2>/dev/null
      sleep 10
      kill -9 $pids 2>/dev/null
      """;

  private final OutputStream pipe;

  Guard() throws IOException {
    Process shell =
        new ProcessBuilder("/bin/sh", "-c", SCRIPT)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    this.pipe = shell.getOutputStream();
  }

  /** Watches over a process from now on. */
  void watch(Process process) throws IOException {
    write(Long.toString(process.pid()));
  }

  /** Says that all of them have ended. */
  @Override
  public void close() {
    try {
      write("done");
      pipe.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the guard of the child processes is gone", e);
    }
  }

  private void write(String line) throws IOException {
    pipe.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    pipe.flush();
  }
}
