package io.holdfast.benchmarks.peers;

import java.nio.file.Path;

/**
 * What every contestant is asked to do.
 *
 * @param data the folder with the data's files, see {@link DataFolder}
 * @param factors d
 * @param iterations how many times both sides are solved
 * @param confidence α: an entry has the confidence 1 + α, every other cell 1
 * @param regularization λ
 * @param threads how many threads may work
 * @param seed of the first factors
 */
record Task(
    Path data,
    int factors,
    int iterations,
    double confidence,
    double regularization,
    int threads,
    long seed) {

  /** The same with another number of iterations. */
  Task withIterations(int count) {
    return new Task(data, factors, count, confidence, regularization, threads, seed);
  }
}
