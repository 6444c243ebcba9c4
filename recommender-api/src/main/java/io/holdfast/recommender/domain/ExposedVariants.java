package io.holdfast.recommender.domain;

import io.holdfast.contracts.bucketing.StickyVariants;
import io.smallrye.mutiny.Uni;

/** What users were exposed to first, as the log tells it. */
public interface ExposedVariants {

  /** That of a user; what happened moments ago may be missing. */
  Uni<StickyVariants> of(String userId);
}
