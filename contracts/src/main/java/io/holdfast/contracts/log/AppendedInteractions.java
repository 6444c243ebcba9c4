package io.holdfast.contracts.log;

/**
 * What became of an append of interactions.
 *
 * @param appended how many were stored, were there before, or are an erased user's
 * @param transaction that stored them, as PostgreSQL writes a {@code xid8}: the low 32 bits are the
 *     {@code xmin} of the rows that it wrote
 */
public record AppendedInteractions(Appended appended, String transaction) {}
