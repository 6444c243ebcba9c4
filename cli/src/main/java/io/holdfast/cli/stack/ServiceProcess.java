package io.holdfast.cli.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One service as a process of its own, its output in a log file. */
final class ServiceProcess {
  private static final Duration STOP_WAIT = Duration.ofSeconds(20);
  private static final int LOG_LINES = 25;

  private final Service service;
  private final Path log;
  private final Process process;

  private ServiceProcess(Service service, Path log, Process process) {
    this.service = service;
    this.log = log;
    this.process = process;
  }

  /**
   * Starts a service.
   *
   * @param home the product's folder
   * @param options system properties, without secrets: other users can see them
   * @param environment secrets and the like
   * @param log where its output goes
   */
  static ServiceProcess start(
      Service service,
      Path home,
      Map<String, String> options,
      Map<String, String> environment,
      Path log)
      throws IOException {
    Path jar = home.resolve(service.folder()).resolve("target/quarkus-app/quarkus-run.jar");
    if (!Files.exists(jar)) {
      throw new IOException(jar + " is not there: build it with ./mvnw package -DskipTests");
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + service.heap());
    command.add("-XX:+UseSerialGC");
    // Classes take 100 MB: the collector must not stop everything when it first finds that out.
    command.add("-XX:MetaspaceSize=160m");
    command.add("--enable-native-access=ALL-UNNAMED");
    options.forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.add("-jar");
    command.add(jar.toString());
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    return new ServiceProcess(service, log, process);
  }

  Service service() {
    return service;
  }

  Process process() {
    return process;
  }

  /**
   * Fails if the process has ended.
   *
   * @throws IOException with the end of its log
   */
  void requireAlive() throws IOException {
    if (!process.isAlive()) {
      throw new IOException(
          service.folder()
              + " ended with exit code "
              + process.exitValue()
              + "; its log "
              + log
              + " ends with\n"
              + lastLines());
    }
  }

  /** The end of its log. */
  String lastLines() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
    } catch (IOException e) {
      return "(the log cannot be read: " + e.getMessage() + ")";
    }
  }

  /** Asks it to end. */
  void askToStop() {
    process.destroy();
  }

  /** Waits until it has ended; makes it end after a while. */
  void awaitStop() {
    try {
      if (!process.waitFor(STOP_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
