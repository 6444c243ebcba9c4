package io.holdfast.recommender.ingest;

import java.time.Duration;

/**
 * How interactions are batched.
 *
 * @param batchRows the most interactions of one transaction
 * @param batchesInFlight the most transactions at once; they queue for the log's lock anyway
 * @param queueRows the most interactions that wait; more are refused
 * @param patience how long a request waits for its commit
 */
public record IngestSettings(int batchRows, int batchesInFlight, int queueRows, Duration patience) {

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException if there is no patience
   */
  public IngestSettings {
    if (!patience.isPositive()) {
      throw new IllegalArgumentException("holdfast.ingest.patience is positive, not " + patience);
    }
  }
}
