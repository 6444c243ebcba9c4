package io.holdfast.recommender.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** Counting what is popular and what rises. */
@ConfigMapping(prefix = "holdfast.popularity")
public interface PopularityConfig {
  /** How far back popularity is told: {@code 12h} or {@code 7d}. */
  @WithDefault("1d,7d,30d")
  List<String> windows();

  /** What counts as recent where rising items are looked for; up to some days, in whole hours. */
  @WithDefault("24h")
  Duration recent();

  /** What it is compared with: so much before that. */
  @WithDefault("7d")
  Duration before();

  /**
   * The names of context entries, or of what is declared of users, by which users are told apart;
   * the most general first. Each should have few values.
   */
  @WithDefault("country,platform")
  List<String> segments();

  /** How many segments are told apart, the largest ones. */
  @WithDefault("256")
  int mostSegments();

  /** How many users' worth of the general popularity a segment begins with. */
  @WithDefault("100")
  double segmentPrior();

  /** How often the log is counted. */
  @WithDefault("1s")
  Duration interval();
}
