package io.holdfast.benchmarks.simulation;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Many runs of one random experiment.
 *
 * @param outcomes one a run
 */
record Runs<T>(List<T> outcomes) {

  /** Runs on all cores. Each run has its own random numbers: cores change nothing. */
  static <T> Runs<T> of(int runs, long seed, Function<SplittableRandom, T> experiment) {
    long[] seeds = new SplittableRandom(seed).longs(runs).toArray();
    return new Runs<>(
        Arrays.stream(seeds)
            .parallel()
            .mapToObj(each -> experiment.apply(new SplittableRandom(each)))
            .toList());
  }

  double share(Predicate<T> what) {
    return (double) outcomes.stream().filter(what).count() / outcomes.size();
  }
}
