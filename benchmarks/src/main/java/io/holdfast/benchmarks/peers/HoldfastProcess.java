package io.holdfast.benchmarks.peers;

import io.holdfast.benchmarks.data.Matrices;
import io.holdfast.benchmarks.program.ProcessMemory;
import io.holdfast.core.data.InteractionMatrix;
import io.holdfast.core.linalg.LinearAlgebra;
import io.holdfast.core.linalg.LinearAlgebraProvider;
import io.holdfast.core.model.TrainingContext;
import io.holdfast.core.model.als.AlsTraining;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The process that trains {@code als}. Arguments: DATA FACTORS ITERATIONS CONFIDENCE REGULARIZATION
 * THREADS SEED SOLVER. Losses are computed between the iterations, outside of the time measured.
 */
public final class HoldfastProcess {
  private HoldfastProcess() {}

  /**
   * Trains once and prints {@link RunLines}.
   *
   * @throws IOException if the data cannot be read
   */
  public static void main(String[] arguments) throws IOException {
    Task task =
        new Task(
            Path.of(arguments[0]),
            Integer.parseInt(arguments[1]),
            Integer.parseInt(arguments[2]),
            Double.parseDouble(arguments[3]),
            Double.parseDouble(arguments[4]),
            Integer.parseInt(arguments[5]),
            Long.parseLong(arguments[6]));
    RunLines.print(train(task, arguments[7]), System.out);
  }

  static Run train(Task task, String solver) throws IOException {
    InteractionMatrix data = Matrices.of(DataFolder.read(task.data()));
    LinearAlgebra linearAlgebra = LinearAlgebraProvider.get();
    TrainingContext context =
        TrainingContext.withSeed(task.seed())
            .withThreads(task.threads())
            .withLinearAlgebra(linearAlgebra);
    long begin = System.nanoTime();
    long cpu = cpuTime();
    try (AlsTraining training = AlsTraining.of(data, Objective.parameters(task, solver), context)) {
      double setup = (System.nanoTime() - begin) / 1e9;
      List<Run.Epoch> epochs = new ArrayList<>();
      for (int epoch = 0; epoch < task.iterations(); epoch++) {
        long wall = System.nanoTime();
        training.solveUsers();
        training.solveItems();
        double seconds = (System.nanoTime() - wall) / 1e9;
        double cpuSeconds = (cpuTime() - cpu) / 1e9;
        epochs.add(new Run.Epoch(seconds, cpuSeconds, training.objective()));
        cpu = cpuTime();
      }
      return new Run(setup, epochs, linearAlgebra.reason(), ProcessMemory.peakBytes());
    }
  }

  private static long cpuTime() {
    return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
        .getProcessCpuTime();
  }
}
