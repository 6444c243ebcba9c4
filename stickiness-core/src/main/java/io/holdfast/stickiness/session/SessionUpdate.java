package io.holdfast.stickiness.session;

import java.time.Instant;
import java.util.List;

/** What new interactions do to a user's stored sessions. */
public sealed interface SessionUpdate {

  /**
   * The stored sessions to delete and the ones to write in their place; both empty when nothing
   * changes. A session that only grew is in both lists: removed as it was, added as it is.
   *
   * @param removed sessions exactly as they were given
   * @param added their replacements, in order of time
   */
  record Replacement(List<Session> removed, List<Session> added) implements SessionUpdate {

    /** Copies both lists. */
    public Replacement {
      removed = List.copyOf(removed);
      added = List.copyOf(added);
    }
  }

  /**
   * The sessions alone cannot tell: a cluster longer than the cap got an earlier start, so that it
   * is cut elsewhere, in the middle of a stored session. Load the times of all interactions of the
   * user in {@code [from, to]}, both inclusive, that have been processed so far, the new ones
   * included, and call {@link Sessionizer#rebuild}. Needs a person (or a robot) who is active for
   * 24 hours without a pause of 30 minutes, and events that arrive late: rare by nature.
   *
   * @param from the first interaction concerned
   * @param to the last interaction concerned
   */
  record EventsNeeded(Instant from, Instant to) implements SessionUpdate {}
}
