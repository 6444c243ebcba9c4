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

  /** Listens to nothing. */
  static ProgressListener none() {
    return (step, done, total) -> {};
  }
}
