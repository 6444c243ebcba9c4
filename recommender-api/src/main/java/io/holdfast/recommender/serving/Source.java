package io.holdfast.recommender.serving;

import io.holdfast.contracts.event.RecommendationServed;

/** Where a list came from: the model that was meant to rank it, or what stood in for it. */
public enum Source {
  /** The model that was meant to. */
  MODEL(RecommendationServed.SOURCE_MODEL),
  /** The models of two variants, mixed. */
  INTERLEAVED(RecommendationServed.SOURCE_INTERLEAVED),
  /** The control's model alone, because one of the two that were to be mixed could not rank. */
  FALLBACK_NOT_INTERLEAVED("fallback-not-interleaved"),
  /** The active model, because the variant's could not. */
  FALLBACK_ACTIVE_MODEL("fallback-active-model"),
  /** Popularity, because neither could. */
  FALLBACK_POPULAR("fallback-popular"),
  /** The model, but without the user's history, which could not be read in time. */
  FALLBACK_WITHOUT_HISTORY("fallback-without-history"),
  /** A model that may not be the user's: the user's variants could not be told. */
  FALLBACK_WITHOUT_VARIANTS("fallback-without-variants"),
  /** Popularity, because the time for the answer was over. */
  FALLBACK_DEADLINE("fallback-deadline"),
  /** Popularity, because too many lists waited to be ranked. */
  FALLBACK_OVERLOADED("fallback-overloaded"),
  /** There is nothing at all to show. */
  FALLBACK_EMPTY("fallback-empty");

  private final String wire;

  Source(String wire) {
    this.wire = wire;
  }

  /** Whether what was meant to rank did so. */
  boolean isAsMeant() {
    return this == MODEL || this == INTERLEAVED;
  }

  /** The name on the wire. */
  public String wire() {
    return wire;
  }
}
