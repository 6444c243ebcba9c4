/**
 * Exact top-K retrieval: the running heap, filters applied inside the search, and the scan over
 * factors.
 *
 * <p>Imports {@code core.linalg} only; models import this package, never the other way round.
 */
package io.holdfast.core.retrieval;
