package io.holdfast.recommender.domain;

import io.holdfast.contracts.event.RecommendationServed;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Where served lists are kept. Appending one again changes nothing. Thread-safe. */
public interface ServedLog {

  /** Appends in one transaction; completes after the commit. */
  Uni<Void> append(List<RecommendationServed> served);
}
