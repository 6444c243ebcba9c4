package io.holdfast.postgres;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;

/**
 * A tiny shell process that outlives this JVM by a moment and stops the server if the JVM dies
 * without doing so, as it does on SIGKILL. It waits for the end of its standard input, which comes
 * whichever way the JVM ends, and signals the server only while the server's own pid file still
 * names it, so it can never hit a process that took over the number.
 */
final class Watchdog implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Watchdog.class.getName());

  /** $1 data directory, $2 pid of the server, $3 directory to remove at the end, or empty. */
  private static final String SCRIPT =
      """
      trap '' INT TERM HUP
      if [ -n "$3" ]; then signal=QUIT; else signal=INT; fi
      cat >/dev/null
      running() { [ "$(head -n 1 "$1/postmaster.pid" 2>/dev/null)" = "$2" ] && kill -0 "$2" 2>/dev/null; }
      if running "$1" "$2"; then kill -"$signal" "$2" 2>/dev/null; fi
      n=0
      while running "$1" "$2"; do
        n=$((n + 1))
        if [ "$n" -eq 300 ]; then kill -QUIT "$2" 2>/dev/null; fi
        if [ "$n" -ge 400 ]; then break; fi
        sleep 0.1
      done
      if [ -n "$3" ]; then rm -rf "$3"; fi
      """;

  private final Process process;

  private Watchdog(Process process) {
    this.process = process;
  }

  /**
   * Watches over the server of that data directory.
   *
   * @param temporary the directory to remove after the server has stopped; null for none
   * @return null where there is no shell; the shutdown hook is then the only guard
   */
  static Watchdog over(Path dataDirectory, long pid, Path temporary) {
    try {
      Process process =
          new ProcessBuilder(
                  List.of(
                      "sh",
                      "-c",
                      SCRIPT,
                      "holdfast-postgres-watchdog",
                      dataDirectory.toString(),
                      Long.toString(pid),
                      temporary == null ? "" : temporary.toString()))
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.DISCARD)
              .start();
      return new Watchdog(process);
    } catch (IOException e) {
      LOG.log(
          Level.WARNING,
          "no shell to watch over the embedded PostgreSQL: it would outlive a SIGKILL of this JVM",
          e);
      return null;
    }
  }

  /** Ends the process without waiting for the server; call it once the server has stopped. */
  @Override
  public void close() {
    process.destroyForcibly();
  }
}
