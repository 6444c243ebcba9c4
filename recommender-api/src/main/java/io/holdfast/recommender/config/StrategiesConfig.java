package io.holdfast.recommender.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Strategies. */
@ConfigMapping(prefix = "holdfast.strategies")
public interface StrategiesConfig {
  /** How many candidates a list with strategies is made of, at most 1000. */
  @WithDefault("200")
  int depth();

  /** How many of a user's last lists are looked at for what was ignored. */
  @WithDefault("200")
  int shownLists();

  /** Learning after which items people come back. */
  Returns returns();

  /** Learning after which items people come back. */
  interface Returns {
    /** How far back consumption counts. */
    @WithDefault("90d")
    Duration window();

    /** How late an interaction may reach the log. */
    @WithDefault("1h")
    Duration lateness();

    /** How often it is counted, by one replica. */
    @WithDefault("6h")
    Duration interval();

    /** How often every replica looks for new estimates. */
    @WithDefault("30s")
    Duration pollInterval();
  }
}
