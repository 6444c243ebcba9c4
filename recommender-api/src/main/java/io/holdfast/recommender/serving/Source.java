package io.holdfast.recommender.serving;

import io.holdfast.contracts.event.RecommendationServed;

/** Where a list came from: what the scenario wants to rank it, or what stood in for that. */
public enum Source {
  /** The model that was meant to. */
  MODEL(RecommendationServed.SOURCE_MODEL),
  /** The models of two variants, mixed. */
  INTERLEAVED(RecommendationServed.SOURCE_INTERLEAVED),
  /** Popularity, because the scenario wants it. */
  POPULAR("popular"),
  /** The items that were published last, because the scenario wants them. */
  NEW("new"),
  /** What more users take to than before, because the scenario wants it. */
  TRENDING("trending"),
  /** What is like the item that the user liked last, because the scenario wants it. */
  SIMILAR("similar"),
  /** The control's model alone, because one of the two that were to be mixed could not rank. */
  FALLBACK_NOT_INTERLEAVED("fallback-not-interleaved"),
  /** The active model, because the variant's could not. */
  FALLBACK_ACTIVE_MODEL("fallback-active-model"),
  /** A model that is loaded beside the active one, because that one does not know the item. */
  FALLBACK_OTHER_MODEL("fallback-other-model"),
  /** Popularity among the items of the same categories, because no model knows the item. */
  FALLBACK_CATEGORY("fallback-category"),
  /** Popularity among users like a new user, because nothing else is known of the user. */
  COLD_START_SEGMENT("cold-start-segment"),
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
    return switch (this) {
      case MODEL, INTERLEAVED, POPULAR, NEW, TRENDING, SIMILAR, COLD_START_SEGMENT -> true;
      default -> false;
    };
  }

  /** The name on the wire. */
  public String wire() {
    return wire;
  }
}
