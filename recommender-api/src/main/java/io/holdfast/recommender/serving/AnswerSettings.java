package io.holdfast.recommender.serving;

import java.time.Duration;

/**
 * How long an answer may take, and how much may wait.
 *
 * @param deadline of the whole answer
 * @param readDeadline how much of that is spent on waiting for what is known of the user
 * @param rankingQueue how many lists may wait to be ranked
 */
public record AnswerSettings(Duration deadline, Duration readDeadline, int rankingQueue) {
  /**
   * Checks that reads leave time to rank.
   *
   * @throws IllegalArgumentException if they do not
   */
  public AnswerSettings {
    if (!readDeadline.isPositive() || readDeadline.compareTo(deadline) >= 0) {
      throw new IllegalArgumentException(
          "the deadline of reads, %s, must be positive and shorter than that of the answer, %s"
              .formatted(readDeadline, deadline));
    }
    if (rankingQueue < 1) {
      throw new IllegalArgumentException("at least one list must be able to wait to be ranked");
    }
  }
}
