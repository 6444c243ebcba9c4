package io.holdfast.benchmarks.program;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Quarkus application as a process of its own, on a free port. */
public final class ServerProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int PAUSE_MILLIS = 100;

  private final Process process;
  private final int port;

  private ServerProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts one and waits until it listens.
   *
   * @param jar {@code quarkus-run.jar}
   * @param options of the JVM, e.g. system properties as {@code -Dname=value}
   * @param name of the log's file
   * @throws IOException if it does not come up; its output is in a file that the message names
   */
  public static ServerProcess start(Path jar, List<String> options, String name)
      throws IOException, InterruptedException {
    int port = freePort();
    Path log = Files.createTempFile("holdfast-benchmark-" + name + "-", ".log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-XX:MetaspaceSize=160m",
            "-Dquarkus.http.port=" + port));
    command.addAll(options);
    command.addAll(List.of("-jar", jar.toString()));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    ServerProcess server = new ServerProcess(process, port);
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!server.listens()) {
      if (!process.isAlive() || Instant.now().isAfter(deadline)) {
        server.close();
        throw new IOException(jar + " does not come up; its output is in " + log);
      }
      Thread.sleep(PAUSE_MILLIS);
    }
    return server;
  }

  /** A port that nobody listens on now. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Where it listens. */
  public int port() {
    return port;
  }

  /** The operating system's process. */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** The time that it has spent on processors since its start. */
  public Duration processorTime() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  private boolean listens() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("localhost", port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
