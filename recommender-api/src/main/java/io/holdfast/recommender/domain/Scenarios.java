package io.holdfast.recommender.domain;

/** The scenarios by name. Thread-safe. */
public interface Scenarios {

  /** The scenario of that name; one that nobody set up has the defaults. */
  Scenario named(String name);
}
