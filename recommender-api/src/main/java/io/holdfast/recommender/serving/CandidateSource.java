package io.holdfast.recommender.serving;

import java.util.Optional;

/**
 * Where items of a list come from, beside the model. A bean that implements it can be named in
 * scenarios at once. Thread-safe.
 */
interface CandidateSource {

  /** The name by which scenarios know it: lower-case words joined by hyphens. */
  String name();

  /**
   * Its best items past the query's filters, at most as many as the query wants.
   *
   * @param shelf what is loaded
   * @return empty if it has none
   */
  Optional<FallbackChain.Ranked> rank(Shelf shelf, RankItems.Query query);
}
