package io.holdfast.recommender.ingest;

/**
 * What became of a request's interactions; all of them are acknowledged.
 *
 * @param accepted taken in now; those of erased users, which are dropped, are not told apart
 * @param duplicates were there before
 */
public record Accepted(int accepted, int duplicates) {}
