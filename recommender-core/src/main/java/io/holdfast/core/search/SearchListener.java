package io.holdfast.core.search;

import io.holdfast.core.artifact.SearchReport;

/** Told of each trial of a search, on the thread that runs it. */
@FunctionalInterface
public interface SearchListener {

  /**
   * One more trial is done.
   *
   * @param done how many are done, from 1
   * @param total how many there will be
   * @param trial the one just done
   */
  void tried(int done, int total, SearchReport.Trial trial);

  /** Listens to nothing. */
  static SearchListener none() {
    return (done, total, trial) -> {};
  }
}
