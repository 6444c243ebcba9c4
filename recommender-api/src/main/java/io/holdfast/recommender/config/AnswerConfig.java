package io.holdfast.recommender.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long an answer may take. */
@ConfigMapping(prefix = "holdfast.answer")
public interface AnswerConfig {
  /**
   * How long a list of recommendations may take. What is not ranked by then is answered by
   * popularity; a preview of a certain model waits until that is loaded.
   */
  @WithDefault("150ms")
  Duration deadline();

  /**
   * How much of that may be spent on waiting for the user's history, attributes and exposures. What
   * is not there by then is done without.
   */
  @WithDefault("100ms")
  Duration readDeadline();

  /** How many lists may wait to be ranked; more are answered by popularity at once. */
  @WithDefault("256")
  int rankingQueue();
}
