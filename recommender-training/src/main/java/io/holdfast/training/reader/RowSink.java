package io.holdfast.training.reader;

import java.io.IOException;

/** Takes the rows of a data file, one after the other, in file order. */
@FunctionalInterface
public interface RowSink {

  /**
   * Takes one row.
   *
   * @throws IOException if it cannot be handed on; reading ends then
   */
  void accept(DataRow row) throws IOException;
}
