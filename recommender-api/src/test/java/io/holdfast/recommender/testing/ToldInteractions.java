package io.holdfast.recommender.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Clicks that a test tells, and what is to be counted of them, worked out click by click: a user
 * counts once for an item and day (UTC), in the hour of the first click that was told; counts are
 * kept by the hour for two days and by the day before that; a window takes in every hour or day
 * that reaches into it.
 */
public final class ToldInteractions {
  private final List<Click> clicks = new ArrayList<>();

  /**
   * A click.
   *
   * @param segment the user's values by name, however they are told
   * @param inContext whether the click's context tells them
   */
  public record Click(
      String userId,
      String itemId,
      Instant at,
      Map<String, String> segment,
      boolean inContext,
      String type) {
    private String json() {
      String context =
          inContext
              ? segment.entrySet().stream()
                  .map(entry -> "\"%s\": \"%s\"".formatted(entry.getKey(), entry.getValue()))
                  .collect(Collectors.joining(",", ", \"context\": {", "}"))
              : "";
      return """
      {"userId": "%s", "itemId": "%s", "type": "%s", "occurredAt": "%s"%s}
      """
          .formatted(userId, itemId, type, at, context);
    }
  }

  /** Remembers a click. */
  public void add(Click click) {
    clicks.add(click);
  }

  /** Tells them all, in their order. */
  public void tell() {
    for (int from = 0; from < clicks.size(); from += 500) {
      String batch =
          clicks.subList(from, Math.min(from + 500, clicks.size())).stream()
              .map(Click::json)
              .collect(Collectors.joining(",", "[", "]"));
      assertThat(Api.ingest(batch).statusCode()).isEqualTo(202);
    }
  }

  /** The users of each item in a window, of those who have all of these values. */
  public Map<String, Integer> users(Instant now, Duration window, Map<String, String> segment) {
    Map<String, Integer> users = new TreeMap<>();
    Set<List<Object>> counted = new HashSet<>();
    for (Click click : clicks) {
      Instant day = click.at().truncatedTo(ChronoUnit.DAYS);
      if (click.type().equals("click")
          && counted.add(List.of(click.userId(), click.itemId(), day))
          && end(click.at(), now).isAfter(now.minus(window))
          && click.segment().entrySet().containsAll(segment.entrySet())) {
        users.merge(click.itemId(), 1, Integer::sum);
      }
    }
    return users;
  }

  private static Instant end(Instant at, Instant now) {
    Instant hourly = now.minus(Duration.ofDays(2)).truncatedTo(ChronoUnit.DAYS);
    return at.isBefore(hourly)
        ? at.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1))
        : at.truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(1));
  }

  /** The shares p(i | s) = (n(i, s) + μ p(i)) / (n(s) + μ) of all items that anybody had. */
  public Map<String, Double> smoothed(
      Instant now,
      Duration window,
      Map<String, String> segment,
      Map<String, Double> general,
      double prior) {
    Map<String, Integer> inside = users(now, window, segment);
    double sum = inside.values().stream().mapToInt(Integer::intValue).sum();
    Map<String, Double> shares = new TreeMap<>();
    general.forEach(
        (item, share) ->
            shares.put(item, (inside.getOrDefault(item, 0) + prior * share) / (sum + prior)));
    return shares;
  }

  /** The share p(i) of each item. */
  public Map<String, Double> shares(Instant now, Duration window) {
    Map<String, Integer> users = users(now, window, Map.of());
    double sum = users.values().stream().mapToInt(Integer::intValue).sum();
    Map<String, Double> shares = new TreeMap<>();
    users.forEach((item, count) -> shares.put(item, count / sum));
    return shares;
  }
}
