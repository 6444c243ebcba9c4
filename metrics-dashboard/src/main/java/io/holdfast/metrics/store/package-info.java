/**
 * The rollups in PostgreSQL, schema {@code metrics}, through the Vert.x client: SQL over whole
 * batches, one array a column. Imports {@code domain}; nothing imports it. Reads of the event log's
 * own tables (interaction times) are here too, beside their only caller.
 */
package io.holdfast.metrics.store;
