/**
 * Top-K retrieval: the running heap, filters applied inside the search, the exact scan over factors
 * for one query and for batches, and the walk over a graph for whoever asks for it.
 *
 * <p>Imports {@code core.linalg} and Apache Lucene's graph only; models import this package, never
 * the other way round.
 */
package io.holdfast.core.retrieval;
