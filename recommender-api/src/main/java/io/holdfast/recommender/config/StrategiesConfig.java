package io.holdfast.recommender.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Strategies. */
@ConfigMapping(prefix = "holdfast.strategies")
public interface StrategiesConfig {
  /** How many candidates a list with strategies is made of, at most 1000. */
  @WithDefault("200")
  int depth();

  /** How many of a user's last lists are looked at for what was ignored. */
  @WithDefault("200")
  int shownLists();
}
