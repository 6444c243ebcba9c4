package io.holdfast.benchmarks.peers;

import io.holdfast.benchmarks.program.Spread;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The repeated runs of one contestant.
 *
 * @param name of the contestant
 * @param exact whether it solves every row exactly
 * @param runs at least one, of equally many iterations each
 */
record Runs(String name, boolean exact, List<Run> runs) {

  /** Copies the list. */
  Runs {
    runs = List.copyOf(runs);
  }

  /** Wall seconds of an iteration, over all iterations of all runs. */
  Spread epochSeconds() {
    return overEpochs(Run.Epoch::seconds);
  }

  /** CPU seconds of an iteration, over all iterations of all runs. */
  Spread epochCpuSeconds() {
    return overEpochs(Run.Epoch::cpuSeconds);
  }

  /** A figure of each run. */
  Spread each(ToDoubleFunction<Run> figure) {
    return Spread.of(runs.stream().mapToDouble(figure).toArray());
  }

  /** The loss after the last iteration, of the first run: all start from the same seed. */
  double finalLoss() {
    return runs.getFirst().epochs().getLast().loss();
  }

  private Spread overEpochs(ToDoubleFunction<Run.Epoch> figure) {
    return Spread.of(
        runs.stream().flatMap(run -> run.epochs().stream()).mapToDouble(figure).toArray());
  }
}
