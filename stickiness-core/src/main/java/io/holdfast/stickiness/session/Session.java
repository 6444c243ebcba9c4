package io.holdfast.stickiness.session;

import java.time.Duration;
import java.time.Instant;

/**
 * One session of one user.
 *
 * <p>Interactions that follow each other in less than the gap form a <em>cluster</em>; a cluster
 * that lasts longer than the cap is cut into several sessions, which all carry the cluster's start.
 * Almost every session is its own cluster, so that {@code clusterStart} equals {@code first}.
 *
 * @param clusterStart the first interaction of the cluster that this session is a piece of
 * @param first the session's first interaction
 * @param last the session's last interaction
 * @param interactions how many interactions it holds, at least 1
 */
public record Session(Instant clusterStart, Instant first, Instant last, long interactions) {

  /**
   * Checks that the parts agree.
   *
   * @throws IllegalArgumentException if {@code clusterStart ≤ first ≤ last} does not hold or the
   *     session is empty
   */
  public Session {
    if (first.isBefore(clusterStart) || last.isBefore(first)) {
      throw new IllegalArgumentException(
          "Session out of order: cluster start %s, first %s, last %s"
              .formatted(clusterStart, first, last));
    }
    if (interactions < 1) {
      throw new IllegalArgumentException("Session of " + interactions + " interactions");
    }
  }

  /** A session's length: last minus first interaction; zero for a single one. */
  public Duration length() {
    return Duration.between(first, last);
  }

  static Session ofOne(Instant time) {
    return new Session(time, time, time, 1);
  }

  boolean overlaps(Instant from, Instant to) {
    return !last.isBefore(from) && !first.isAfter(to);
  }
}
