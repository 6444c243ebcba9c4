/**
 * How many interactions a second recommender-api takes in durably over HTTP, beside {@code COPY} of
 * the same rows into the same tables. Imports {@code program}, the contracts and the embedded
 * PostgreSQL; runs the service as a process.
 */
package io.holdfast.benchmarks.ingest;
