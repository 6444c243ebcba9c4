package io.holdfast.recommender.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** Making lists. */
@ConfigMapping(prefix = "holdfast.serving")
public interface ServingConfig {
  /** How many of a user's last interactions count. */
  @WithDefault("500")
  int historyLimit();

  /** Interactions of these types say what a user likes. */
  @WithDefault("click,like,rating,purchase,play,share")
  Set<String> positiveTypes();

  /** Interactions of these types make an item seen. */
  @WithDefault("click,like,dislike,rating,purchase,play,share,skip")
  Set<String> seenTypes();

  /** How far back popularity is counted where no model tells it. */
  @WithDefault("30")
  int popularityDays();

  /** How often it is read then. */
  @WithDefault("5s")
  Duration popularityInterval();

  /** How often to look whether other models are wanted. */
  @WithDefault("1s")
  Duration modelPollInterval();

  /** How many models are kept loaded for previews. */
  @WithDefault("2")
  int previewModels();

  /** How many scans of item factors run at once; one a processor if absent. */
  OptionalInt rankingThreads();

  /** Scenarios by name; a scenario that is not here has the defaults. */
  Map<String, ScenarioConfig> scenarios();

  /** A named place of a list. */
  interface ScenarioConfig {
    /** Whether items the user has dealt with stay away. */
    @WithDefault("true")
    boolean hideSeen();

    /** How many items if the request does not say. */
    @WithDefault("10")
    int limit();

    /** What is done to its lists after retrieval, in that order. */
    List<StrategyConfig> strategies();

    /** A stage. */
    interface StrategyConfig {
      /** Which; see docs/strategies.md. */
      String kind();

      /** Its parameters by name; what is not named has its default. */
      Map<String, String> parameters();
    }
  }
}
