package io.holdfast.recommender.strategy;

import io.holdfast.core.filter.Filter;
import java.util.List;

/**
 * Brings in items that are not among the candidates, past the same rules as those: what may not be
 * shown, is excluded, seen, or does not pass the request's filter does not come. For the thread of
 * one request.
 */
public interface Retrieval {
  /** That item; null if it may not come. */
  Candidate named(String itemId);

  /** The model's best items that pass one more filter, best first. */
  List<Candidate> best(Filter filter, int count);
}
