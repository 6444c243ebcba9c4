package io.holdfast.training.data;

import io.holdfast.core.artifact.DataDescription;
import io.holdfast.core.data.InteractionLog;
import io.holdfast.training.reader.DataFile;
import io.holdfast.training.reader.PositiveTypes;
import io.holdfast.training.reader.ReadSummary;
import java.io.IOException;

/**
 * Interactions to train on, and where they came from.
 *
 * @param log the interactions that speak for an item ({@link PositiveTypes}), in reading order
 * @param description source, fingerprint and span
 */
public record TrainingData(InteractionLog log, DataDescription description) {

  /**
   * Reads a data file.
   *
   * @param file which
   * @param summary told what was read and dropped
   * @throws IOException if it cannot be read or is not in its format
   * @throws IllegalArgumentException if nothing is left to train on
   */
  public static TrainingData of(DataFile file, SummaryListener summary) throws IOException {
    TrainingDataBuilder builder = new TrainingDataBuilder(file.path().getFileName().toString());
    ReadSummary read =
        file.read(
            row ->
                builder.add(
                    row.userId(),
                    row.itemId(),
                    row.type(),
                    row.value(),
                    row.details().criteria(),
                    row.occurredAt().getEpochSecond()));
    summary.read(read);
    return builder.build();
  }

  /** Told what reading a file came to. */
  @FunctionalInterface
  public interface SummaryListener {
    /** The file has been read. */
    void read(ReadSummary summary);
  }
}
