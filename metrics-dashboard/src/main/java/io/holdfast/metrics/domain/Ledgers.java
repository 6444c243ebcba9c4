package io.holdfast.metrics.domain;

/**
 * Opens the ledger inside a transaction that someone else began and will commit.
 *
 * @param <T> the transaction, a connection of whatever store is used
 */
public interface Ledgers<T> {

  /** The ledger whose every write belongs to that transaction. */
  Ledger in(T transaction);
}
