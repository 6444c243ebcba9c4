package io.holdfast.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class LinearAlgebraProviderTest {

  @TempDir Path folder;

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
        .withMessage("unknown linear algebra mkl; there is auto, openblas, jblas, java");
    assertThat(LinearAlgebraProvider.names()).containsExactly("auto", "openblas", "jblas", "java");
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

  /** As where the foreign function API is missing, which shows as a LinkageError. */
  @Test
  @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
  void fallsBackToJblasWhereOpenBlasCannotRun() throws Exception {
    Path brokenOpenBlas = folder.resolve("openblas.jar");
    copyWithout("libopenblas.so.0", jarOf("openblas-"), brokenOpenBlas);
    String classPath =
        System.getProperty("java.class.path")
            .replace(jarOf("openblas-").toString(), brokenOpenBlas.toString());
    Run run = runWith(classPath, "--enable-native-access=ALL-UNNAMED");
    assertThat(run.exitCode()).isZero();
    assertThat(run.output())
        .contains("WARNING: linear algebra: OpenBLAS cannot run here", "libopenblas.so.0")
        .contains("chosen=jblas", "INFO: linear algebra: jblas: OpenBLAS cannot run here")
        .doesNotContain("-- org.jblas");
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
  void theEnvironmentForcesWhereThePropertyDoesNot() throws Exception {
    Map<String, String> wish = Map.of("HOLDFAST_BLAS", "jblas");
    String classPath = System.getProperty("java.class.path");
    assertThat(runWith(wish, classPath, "--enable-native-access=ALL-UNNAMED").output())
        .contains("chosen=jblas", "INFO: linear algebra: jblas: asked for by name")
        .doesNotContain("-- org.jblas", "WARNING");
    assertThat(runWith(wish, classPath, "-Dholdfast.blas=java").output()).contains("chosen=java");
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
  void warnsOnceOfThreadsThatWouldCompete() throws Exception {
    Run run =
        runWith(
            Map.of("OPENBLAS_NUM_THREADS", "2"),
            System.getProperty("java.class.path"),
            "--enable-native-access=ALL-UNNAMED");
    assertThat(run.output())
        .contains("chosen=openblas")
        .containsOnlyOnce("WARNING: OPENBLAS_NUM_THREADS=2 asks for BLAS threads");
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
    return runWith(Map.of(), classPath, options);
  }

  private static Run runWith(Map<String, String> environment, String classPath, String... options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", classPath, Main.class.getName()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder
        .environment()
        .keySet()
        .removeAll(
            Set.of(
                "JAVA_TOOL_OPTIONS", "HOLDFAST_BLAS", "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Run(process.exitValue(), output);
  }

  private static Path jarOf(String prefix) {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .filter(path -> path.getFileName().toString().startsWith(prefix))
        .findFirst()
        .orElseThrow();
  }

  private static void copyWithout(String left, Path jar, Path copy) throws IOException {
    try (ZipFile in = new ZipFile(jar.toFile());
        ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(copy))) {
      for (String library : List.of("libquadmath.so.0", "libgfortran.so.5", "libopenblas.so.0")) {
        ZipEntry entry = in.getEntry("org/bytedeco/openblas/linux-x86_64/" + library);
        if (!library.equals(left)) {
          out.putNextEntry(new ZipEntry(entry.getName()));
          in.getInputStream(entry).transferTo(out);
          out.closeEntry();
        }
      }
    }
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
