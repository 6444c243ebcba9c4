package io.holdfast.recommender.rest;

import io.holdfast.recommender.domain.ScenarioSettings;
import io.holdfast.recommender.domain.ScenarioSettings.Fallback;
import io.holdfast.recommender.domain.ScenarioSettings.SourceShare;
import io.holdfast.recommender.domain.ScenarioVersion;
import io.holdfast.recommender.domain.StrategySpec;
import io.holdfast.recommender.scenario.StandingScenario;
import java.time.Instant;
import java.util.List;

/**
 * A scenario at the wire.
 *
 * @param name which
 * @param version the version that served lists name
 * @param origin {@code stored}, or {@code configuration} if nobody has stored it
 * @param sources where items come from, and in which shares
 * @param filter what an item must be like; absent for anything
 * @param allow the only items that may come; absent for all
 * @param deny items that never come
 * @param strategies what is done to a list after retrieval, in that order
 * @param limit how many items if the request does not say
 * @param hideSeen whether items the user has dealt with stay away
 * @param seenTypes interactions of these types make an item seen; absent for those of the service
 * @param seenDays for how many days an item stays seen; absent for as long as the history reaches
 * @param fallback what comes where the sources have nothing
 * @param changedAt when it changed last; absent if it never did
 * @param changedBy the id of the API key that changed it last; absent if none did
 */
public record ScenarioBody(
    String name,
    int version,
    String origin,
    List<SourceShare> sources,
    String filter,
    List<String> allow,
    List<String> deny,
    List<StrategySpec> strategies,
    int limit,
    boolean hideSeen,
    List<String> seenTypes,
    Integer seenDays,
    Fallback fallback,
    Instant changedAt,
    String changedBy) {
  static final String SETTINGS_EXAMPLE =
      """
      {"sources": [{"name": "model", "share": 0.8}, {"name": "new", "share": 0.2}],
       "filter": "category = 'film' and price < 20", "deny": ["i-13"], "strategies": [],
       "limit": 20, "hideSeen": true, "seenTypes": ["purchase"], "seenDays": 30,
       "fallback": "popular"}
      """;

  static final String EXAMPLE =
      """
      {"name": "home", "version": 2, "origin": "stored",
       "sources": [{"name": "model", "share": 0.8}, {"name": "new", "share": 0.2}],
       "filter": "category = 'film' and price < 20", "deny": ["i-13"], "strategies": [],
       "limit": 20, "hideSeen": true, "seenTypes": ["purchase"], "seenDays": 30,
       "fallback": "popular", "changedAt": "2026-11-24T12:00:00Z", "changedBy": "ops"}
      """;

  static ScenarioBody of(StandingScenario scenario) {
    ScenarioSettings settings = scenario.settings();
    ScenarioVersion last = scenario.last();
    return new ScenarioBody(
        scenario.name(),
        scenario.version(),
        scenario.isConfigured() ? "configuration" : "stored",
        settings.sources(),
        settings.filter(),
        settings.allow(),
        settings.deny(),
        settings.strategies(),
        settings.limit(),
        settings.hideSeen(),
        settings.seenTypes(),
        settings.seenDays(),
        settings.fallback(),
        last == null ? null : last.changedAt(),
        last == null ? null : last.changedBy());
  }
}
