package io.holdfast.recommender.domain;

import java.util.Set;

/** The settings of scenarios that nobody has stored. Thread-safe. */
public interface ScenarioDefaults {

  /** Those of the scenario of that name; every name has some. */
  ScenarioSettings of(String name);

  /** The scenarios that are named in the configuration. */
  Set<String> names();
}
