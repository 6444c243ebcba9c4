package io.holdfast.benchmarks.peers;

import io.holdfast.benchmarks.data.NpyFile;
import io.holdfast.benchmarks.program.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code AlternatingLeastSquares} of the Python package implicit, in a virtual environment of its
 * own, with its defaults (three steps of conjugate gradients) and, as it recommends, one thread in
 * BLAS below its own threads.
 *
 * @param work where the environment, the factors and the logs go
 * @param program the folder with {@code train.py} and {@code requirements.txt}
 * @param objective tells the loss at its factors
 */
record ImplicitAls(Path work, Path program, Objective objective) implements Contestant {

  @Override
  public String name() {
    return "implicit";
  }

  /**
   * Makes the environment unless it is there.
   *
   * @throws IOException if it cannot be made
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  void install() throws IOException, InterruptedException {
    Path installed = work.resolve("venv/installed");
    if (Files.exists(installed)) {
      return;
    }
    Path log = work.resolve("implicit-install.log");
    ChildProcess.run(
        List.of("python3", "-m", "venv", work.resolve("venv").toString()), Map.of(), log);
    ChildProcess.run(
        List.of(
            python(),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "-r",
            program.resolve("requirements.txt").toString()),
        Map.of(),
        log);
    Files.createFile(installed);
  }

  @Override
  public Run train(Task task) throws IOException, InterruptedException {
    Path factors = Files.createTempDirectory(Files.createDirectories(work), "implicit-factors-");
    try {
      Run run =
          RunLines.parse(
              ChildProcess.run(
                  List.of(
                      python(),
                      program.resolve("train.py").toString(),
                      task.data().toString(),
                      factors.toString(),
                      Integer.toString(task.factors()),
                      Integer.toString(task.iterations()),
                      Double.toString(task.confidence()),
                      Double.toString(task.regularization()),
                      Integer.toString(task.threads()),
                      Long.toString(task.seed())),
                  Map.of("OPENBLAS_NUM_THREADS", "1"),
                  work.resolve("implicit.log")));
      return new Run(run.setup(), withLosses(task, run, factors), run.kernel(), run.peakBytes());
    } finally {
      delete(factors);
    }
  }

  private List<Run.Epoch> withLosses(Task task, Run run, Path factors) throws IOException {
    List<Run.Epoch> epochs = new ArrayList<>();
    for (Run.Epoch epoch : run.epochs()) {
      int number = epochs.size() + 1;
      double loss =
          objective.at(
              task,
              NpyFile.readFloats(factors.resolve("users-" + number + ".npy")),
              NpyFile.readFloats(factors.resolve("items-" + number + ".npy")));
      epochs.add(new Run.Epoch(epoch.seconds(), epoch.cpuSeconds(), loss));
    }
    return epochs;
  }

  private String python() {
    return work.resolve("venv/bin/python").toString();
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
