package io.holdfast.contracts.event;

/**
 * How an experiment's weights follow a reward: a multi-armed bandit.
 *
 * @param reward the metric that is to be large, e.g. {@code retention-day-1}; a user counts once
 *     the metric's window has elapsed
 * @param everyHours how often the weights may move, 1 or more
 * @param floor the smallest weight of an arm, above 0
 * @param burnInUsers how many users of every arm must count before the weights move first
 */
public record Bandit(String reward, int everyHours, double floor, int burnInUsers) {
  public Bandit {
    Bounds.id("reward", reward);
    Bounds.finite("floor", floor);
    if (everyHours < 1 || !(floor > 0 && floor < 1) || burnInUsers < 0) {
      throw new IllegalArgumentException(
          "a bandit every %d hours, floor %s, after %d users"
              .formatted(everyHours, floor, burnInUsers));
    }
  }
}
