package io.holdfast.recommender.ingest;

/**
 * How interactions are batched.
 *
 * @param batchRows the most interactions of one transaction
 * @param batchesInFlight the most transactions at once; they queue for the log's lock anyway
 * @param queueRows the most interactions that wait; more are refused
 */
public record IngestSettings(int batchRows, int batchesInFlight, int queueRows) {}
