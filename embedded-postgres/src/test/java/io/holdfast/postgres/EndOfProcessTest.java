package io.holdfast.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is left when a JVM that started a server ends, however it ends: nothing. */
@Timeout(180)
final class EndOfProcessTest {

  /** A program that starts a server, says where it is, and waits. */
  static final class Program {
    private Program() {}

    public static void main(String[] arguments) throws Exception {
      EmbeddedDatabase database = EmbeddedDatabase.start();
      System.out.println(database.process().pid() + " " + database.dataDirectory().getParent());
      if (arguments.length == 0) {
        Thread.sleep(TimeUnit.MINUTES.toMillis(5));
      }
    }
  }

  record Started(Process program, long server, Path home) {
    boolean serverIsAlive() {
      return ProcessHandle.of(server).map(ProcessHandle::isAlive).orElse(false);
    }
  }

  @Test
  void endOfMainStopsTheServer() throws Exception {
    Started started = start(null, "end at once");
    assertThat(started.program().waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertNothingIsLeft(started);
  }

  @Test
  void terminationStopsTheServer() throws Exception {
    Started started = start(null);
    started.program().destroy();
    assertThat(started.program().waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertNothingIsLeft(started);
  }

  @Test
  void killStopsTheServer() throws Exception {
    Started started = start(null);
    started.program().destroyForcibly();
    assertNothingIsLeft(started);
  }

  @Test
  void processesThatUnpackAtOnceAllStart(@TempDir Path cache) throws Exception {
    Files.createDirectories(cache.resolve("PG-left-unfinished").resolve("bin"));
    List<Process> programs = new ArrayList<>();
    for (int k = 0; k < 3; k++) {
      programs.add(launch(cache, "end at once"));
    }
    for (Process program : programs) {
      assertNothingIsLeft(read(program));
      assertThat(program.waitFor()).isZero();
    }
    assertThat(cache.resolve("PG-left-unfinished")).doesNotExist();
  }

  private static void assertNothingIsLeft(Started started) throws InterruptedException {
    await(() -> !started.serverIsAlive());
    await(() -> Files.notExists(started.home()));
  }

  private static Started start(Path cache, String... arguments) throws IOException {
    return read(launch(cache, arguments));
  }

  private static Process launch(Path cache, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (cache != null) {
      command.add("-D" + BinaryCache.FOLDER_PROPERTY + "=" + cache);
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Program.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
  }

  private static Started read(Process program) throws IOException {
    BufferedReader output = program.inputReader();
    String line = output.readLine();
    assertThat(line).as("what the program says").isNotNull();
    String[] words = line.split(" ", 2);
    return new Started(program, Long.parseLong(words[0]), Path.of(words[1]));
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      Thread.sleep(50);
    }
  }
}
