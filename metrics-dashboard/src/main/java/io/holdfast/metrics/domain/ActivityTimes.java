package io.holdfast.metrics.domain;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;

/** When users' interactions happened, read from the log and never copied. */
public interface ActivityTimes {

  /**
   * The times of each span's interactions, ascending, repeats kept.
   *
   * @param spans {@code [from, to)} each
   * @param throughPosition only what the log holds up to this position, so that a replay sees what
   *     was seen the first time
   * @return one list a span, in the same order
   */
  Uni<List<List<Instant>>> within(List<UserSpan> spans, long throughPosition);
}
