package io.holdfast.core.model;

/** Told how far a long piece of work is, on the thread that does it. */
@FunctionalInterface
public interface ProgressListener {

  /**
   * One more step is done.
   *
   * @param step what kind of step, one word such as {@code epoch}
   * @param done how many are done, from 1
   * @param total how many there will be
   */
  void progressed(String step, int done, int total);

  /**
   * Told after each epoch of a training that makes factors what they are, for those who watch its
   * objective.
   *
   * @param userFactors float32 [users, d]; read only, and valid during the call
   * @param itemFactors float32 [items, d]; read only, and valid during the call
   */
  default void factorized(float[] userFactors, float[] itemFactors) {}

  /** Listens to nothing. */
  static ProgressListener none() {
    return (step, done, total) -> {};
  }
}
