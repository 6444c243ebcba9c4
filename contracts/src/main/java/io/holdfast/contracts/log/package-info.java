/**
 * The event log: what is acknowledged is committed, and reading order is commit order.
 *
 * <p>{@link io.holdfast.contracts.log.EventLog} is the port, {@link
 * io.holdfast.contracts.log.PgEventLog} keeps it in PostgreSQL, in a schema of its own that
 * migrates itself. SQL, JDBC and the Vert.x client are used in this package alone.
 */
package io.holdfast.contracts.log;
