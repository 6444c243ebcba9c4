package io.holdfast.recommender.domain;

import java.util.Set;

/** Where the items of a list can come from. Thread-safe. */
public interface CandidateSources {

  /** The names by which scenarios know them. */
  Set<String> names();
}
