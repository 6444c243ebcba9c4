/** Looks into the event log by JDBC. The only place of this module with SQL. */
package io.holdfast.cli.log;
