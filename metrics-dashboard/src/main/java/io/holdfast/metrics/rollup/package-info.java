/**
 * From events to rollups: what each batch of the log does, what a new watermark day does, and what
 * erasure does. Imports {@code domain}, {@code contracts.event}, the log's records and {@code
 * stickiness-core}; knows neither SQL nor HTTP.
 */
package io.holdfast.metrics.rollup;
