package io.holdfast.core.model;

import io.holdfast.core.linalg.LinearAlgebra;
import io.holdfast.core.linalg.LinearAlgebraProvider;

/**
 * How to train, as opposed to what.
 *
 * @param seed every random number follows from it
 * @param threads how many threads work at once, at least 1
 * @param linearAlgebra the kernels
 * @param progress told how far training is
 */
public record TrainingContext(
    long seed, int threads, LinearAlgebra linearAlgebra, ProgressListener progress) {

  /**
   * Checks the number of threads.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public TrainingContext {
    if (threads < 1) {
      throw new IllegalArgumentException("threads is at least 1, not " + threads);
    }
  }

  /** All processors, the linear algebra of this machine, no progress. */
  public static TrainingContext withSeed(long seed) {
    return new TrainingContext(
        seed,
        Runtime.getRuntime().availableProcessors(),
        LinearAlgebraProvider.get(),
        ProgressListener.none());
  }

  /** The same with another listener. */
  public TrainingContext withProgress(ProgressListener listener) {
    return new TrainingContext(seed, threads, linearAlgebra, listener);
  }

  /** The same with another number of threads. */
  public TrainingContext withThreads(int count) {
    return new TrainingContext(seed, count, linearAlgebra, progress);
  }

  /** The same with other kernels. */
  public TrainingContext withLinearAlgebra(LinearAlgebra kernels) {
    return new TrainingContext(seed, threads, kernels, progress);
  }
}
