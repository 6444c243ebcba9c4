package io.holdfast.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whichever way the process that holds a stack ends, nothing of the stack is left running. */
class NothingLeftIT {
  private static final int SERVICES = Service.values().length;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"SIGTERM", "SIGKILL"})
  void everyChildEndsWithItsParent(String signal) throws Exception {
    Consumer<Process> end = signal.equals("SIGKILL") ? Process::destroyForcibly : Process::destroy;
    Process holder = holder();
    try {
      awaitReady(holder);
      List<ProcessHandle> children = holder.descendants().toList();
      // Services, PostgreSQL with its workers, and guards.
      assertThat(children).hasSizeGreaterThan(SERVICES + 2);
      end.accept(holder);
      assertThat(holder.waitFor(60, TimeUnit.SECONDS)).isTrue();
      for (ProcessHandle child : children) {
        child.onExit().get(60, TimeUnit.SECONDS);
        assertThat(child.isAlive()).isFalse();
      }
    } finally {
      holder.destroyForcibly();
    }
  }

  private Process holder() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-cp",
            System.getProperty("java.class.path"),
            StackHolder.class.getName(),
            TestStacks.home().toString(),
            folder.resolve("stack").toString(),
            Integer.toString(TestStacks.freeBasePort()))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static void awaitReady(Process holder) throws IOException {
    BufferedReader output = holder.inputReader();
    String line = output.readLine();
    while (line != null && !line.startsWith("ready")) {
      line = output.readLine();
    }
    assertThat(line).as("the stack did not start").isNotNull();
  }
}
