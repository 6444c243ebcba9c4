package io.holdfast.benchmarks.peers;

import io.holdfast.benchmarks.program.ChildProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Our {@code als} with one of its solvers. The heap may grow to {@code heap} but is kept close to
 * what is used, since the peak of memory is compared.
 *
 * @param solver as the parameter {@code solver} spells it
 * @param work where its log goes
 */
record HoldfastAls(String solver, Path work) implements Contestant {

  @Override
  public String name() {
    return "holdfast " + solver;
  }

  @Override
  public boolean solvesExactly() {
    return solver.equals("cholesky");
  }

  @Override
  public Run train(Task task) throws IOException, InterruptedException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+UseSerialGC",
            "-XX:MinHeapFreeRatio=5",
            "-XX:MaxHeapFreeRatio=10",
            "-XX:MaxNewSize=16m",
            "-Xmx4g",
            "-cp",
            System.getProperty("java.class.path"),
            HoldfastProcess.class.getName(),
            task.data().toString(),
            Integer.toString(task.factors()),
            Integer.toString(task.iterations()),
            Double.toString(task.confidence()),
            Double.toString(task.regularization()),
            Integer.toString(task.threads()),
            Long.toString(task.seed()),
            solver);
    return RunLines.parse(ChildProcess.run(command, Map.of(), work.resolve("holdfast.log")));
  }
}
