/**
 * Reading of the event log: the consumer, when it evaluates in wall time, and how it starts over.
 * Imports {@code domain}, {@code rollup} and {@code service-support}; nothing imports it.
 */
package io.holdfast.metrics.log;
