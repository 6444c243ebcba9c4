/**
 * Reads the event log for training, by JDBC. The only place of this module with SQL; imports {@code
 * training.data}.
 */
package io.holdfast.training.log;
