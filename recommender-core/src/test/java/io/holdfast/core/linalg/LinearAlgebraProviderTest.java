package io.holdfast.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class LinearAlgebraProviderTest {

  @Test
  void givesOneProviderAProcess() {
    assertThat(LinearAlgebraProvider.get()).isSameAs(LinearAlgebraProvider.get());
  }

  @Test
  void givesProvidersByName() {
    assertThat(LinearAlgebraProvider.named("java").name()).isEqualTo("java");
    assertThat(LinearAlgebraProvider.named("java").reason()).isEqualTo("asked for by name");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LinearAlgebraProvider.named("mkl"))
        .withMessageContainingAll("mkl", "auto", "openblas", "java");
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
  void prefersOpenBlas() throws Exception {
    Run run = run("--enable-native-access=ALL-UNNAMED");
    assertThat(run.output()).contains("chosen=openblas", "INFO: linear algebra: openblas");
  }

  @Test
  void fallsBackWithAReasonWhereNativeAccessIsNotEnabled() throws Exception {
    Run run = run();
    assertThat(run.exitCode()).isZero();
    assertThat(run.output())
        .contains("chosen=java", "WARNING: linear algebra: java: native access is not enabled");
  }

  @Test
  void fallsBackWithTheCauseWhereTheLibraryIsMissing() throws Exception {
    Run run = runWith(onlyOurClasses(), "--enable-native-access=ALL-UNNAMED");
    assertThat(run.exitCode()).isZero();
    assertThat(run.output())
        .contains("chosen=java", "WARNING: linear algebra: java: OpenBLAS cannot run here")
        .contains("on the class path")
        .contains("Caused by");
  }

  @Test
  void aForcedProviderThatCannotRunIsAnError() throws Exception {
    Run run = runWith(onlyOurClasses(), "-Dholdfast.blas=openblas");
    assertThat(run.exitCode()).isNotZero();
    assertThat(run.output()).contains("OpenBLAS cannot run here").doesNotContain("chosen=");
  }

  @Test
  void thePropertyForcesPlainJava() throws Exception {
    Run run = run("--enable-native-access=ALL-UNNAMED", "-Dholdfast.blas=java");
    assertThat(run.output())
        .contains("chosen=java", "INFO: linear algebra: java: asked for by name")
        .doesNotContain("WARNING");
  }

  /** Prints the provider that this JVM would run. */
  static final class Main {
    private Main() {}

    public static void main(String[] arguments) {
      System.out.println("chosen=" + LinearAlgebraProvider.get().name());
    }
  }

  private record Run(int exitCode, String output) {}

  private static Run run(String... options) throws IOException, InterruptedException {
    return runWith(System.getProperty("java.class.path"), options);
  }

  private static Run runWith(String classPath, String... options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", classPath, Main.class.getName()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Run(process.exitValue(), output);
  }

  private static String onlyOurClasses() {
    StringBuilder classPath = new StringBuilder();
    for (Class<?> type : List.of(LinearAlgebraProvider.class, Main.class)) {
      classPath
          .append(type.getProtectionDomain().getCodeSource().getLocation().getPath())
          .append(File.pathSeparator);
    }
    return classPath.toString();
  }
}
