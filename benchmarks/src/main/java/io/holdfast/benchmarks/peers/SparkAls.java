package io.holdfast.benchmarks.peers;

import io.holdfast.benchmarks.program.ChildProcess;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code ALS} of Spark MLlib with implicit preferences, on a JDK 17, since this Spark does not run
 * on later ones: that of {@code SPARK_JAVA_HOME}, or one in {@code /usr/lib/jvm}. Its objective
 * weighs the penalty by counts, so its times are compared and not its loss.
 *
 * @param work where the class path and the logs go
 * @param program the folder with {@code pom.xml} and {@code SparkAls.java}
 */
record SparkAls(Path work, Path program) implements Contestant {

  private static final Path JVMS = Path.of("/usr/lib/jvm");

  @Override
  public String name() {
    return "spark";
  }

  /**
   * Resolves its class path unless that is done.
   *
   * @throws IOException if it cannot be resolved, or there is no JDK 17
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  void install() throws IOException, InterruptedException {
    java();
    if (Files.exists(classPath())) {
      return;
    }
    String maven = System.getenv().getOrDefault("MAVEN", "mvn");
    ChildProcess.run(
        List.of(
            maven,
            "-q",
            "-f",
            program.resolve("pom.xml").toString(),
            "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath",
            "-Dmdep.includeScope=runtime",
            "-Dmdep.outputFile=" + classPath().toAbsolutePath()),
        Map.of(),
        work.resolve("spark-install.log"));
  }

  @Override
  public Run train(Task task) throws IOException, InterruptedException {
    DataFolder.writeLines(task.data());
    List<String> command = new ArrayList<>();
    command.add(java());
    command.add("-Xmx8g");
    for (String opened :
        List.of(
            "java.base/java.lang",
            "java.base/java.lang.invoke",
            "java.base/java.lang.reflect",
            "java.base/java.io",
            "java.base/java.net",
            "java.base/java.nio",
            "java.base/java.util",
            "java.base/java.util.concurrent",
            "java.base/java.util.concurrent.atomic",
            "java.base/sun.nio.ch",
            "java.base/sun.nio.cs",
            "java.base/sun.security.action",
            "java.base/sun.util.calendar")) {
      command.add("--add-opens=" + opened + "=ALL-UNNAMED");
    }
    command.addAll(
        List.of(
            "--add-modules=jdk.incubator.vector",
            "-cp",
            Files.readString(classPath()).strip(),
            program.resolve("SparkAls.java").toString(),
            task.data().toString(),
            Integer.toString(task.factors()),
            Integer.toString(task.iterations()),
            Double.toString(task.confidence()),
            Double.toString(task.regularization()),
            Integer.toString(task.threads()),
            Long.toString(task.seed())));
    return RunLines.parse(ChildProcess.run(command, Map.of(), work.resolve("spark.log")));
  }

  private Path classPath() {
    return work.resolve("spark.classpath");
  }

  private static String java() throws IOException {
    String home = System.getenv("SPARK_JAVA_HOME");
    if (home != null) {
      return Path.of(home, "bin", "java").toString();
    }
    if (Files.isDirectory(JVMS)) {
      try (DirectoryStream<Path> homes = Files.newDirectoryStream(JVMS, "*17*")) {
        for (Path candidate : homes) {
          Path java = candidate.resolve("bin/java");
          if (Files.isExecutable(java)) {
            return java.toString();
          }
        }
      }
    }
    throw new IOException("there is no JDK 17; SPARK_JAVA_HOME may name one");
  }
}
