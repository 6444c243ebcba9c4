package io.holdfast.stickiness.retention;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * Events of many users, in any order, as columns of primitive arrays: 12 bytes an event, and once
 * more while a triangle is measured.
 *
 * <p>Not thread-safe while events are added; afterwards it may be read by many threads.
 */
public final class RetentionEvents {

  private static final int START = 1;
  private static final int RETURN = 2;
  private static final int FLAG_BITS = 2;
  private static final long MAX_TIME = Long.MAX_VALUE >> FLAG_BITS;

  private int[] users = new int[1_024];
  private long[] stamps = new long[1_024];
  private int size;
  private int userCount;
  private long earliestStart = Long.MAX_VALUE;
  private long latest = Long.MIN_VALUE;

  /**
   * Adds an event.
   *
   * @param user the user's number, dense from 0
   * @param epochMillis when it happened
   * @param starts whether it is a start event, which makes its user a member of a cohort
   * @param returns whether it is a return event; it may be both, or neither, in which case it only
   *     counts for {@link #latest()}
   * @throws IllegalArgumentException if the number is negative or {@link Integer#MAX_VALUE}, or the
   *     time more than 70 million years away
   */
  public void add(int user, long epochMillis, boolean starts, boolean returns) {
    if (user < 0 || user == Integer.MAX_VALUE || Math.abs(epochMillis) > MAX_TIME) {
      throw new IllegalArgumentException("Event of user %d at %d".formatted(user, epochMillis));
    }
    latest = Math.max(latest, epochMillis);
    if (starts) {
      earliestStart = Math.min(earliestStart, epochMillis);
    } else if (!returns) {
      return;
    }
    if (size == users.length) {
      int larger = Math.addExact(size, size >> 1);
      users = Arrays.copyOf(users, larger);
      stamps = Arrays.copyOf(stamps, larger);
    }
    users[size] = user;
    stamps[size++] = epochMillis << FLAG_BITS | (starts ? START : 0) | (returns ? RETURN : 0);
    userCount = Math.max(userCount, user + 1);
  }

  /** How many start or return events there are. */
  public int size() {
    return size;
  }

  /** When the first start event happened; empty if there is none. */
  public Optional<Instant> earliestStart() {
    return earliestStart == Long.MAX_VALUE
        ? Optional.empty()
        : Optional.of(Instant.ofEpochMilli(earliestStart));
  }

  /** When the last event of any kind happened; empty if there is none. */
  public Optional<Instant> latest() {
    return latest == Long.MIN_VALUE ? Optional.empty() : Optional.of(Instant.ofEpochMilli(latest));
  }

  /** Receives the events of one user at a time. */
  @FunctionalInterface
  interface UserVisitor {

    /**
     * Takes a user with at least one start event.
     *
     * @param starts times of the start events, ascending, in {@code [0, startCount)}
     * @param returns times of the return events, ascending, in {@code [0, returnCount)}; both
     *     arrays are used again for the next user
     */
    void visit(long[] starts, int startCount, long[] returns, int returnCount);
  }

  /** Hands each user's events over: sorted by user by counting, then by time within the user. */
  void forEachUser(UserVisitor visitor) {
    int[] ends = new int[userCount];
    for (int event = 0; event < size; event++) {
      ends[users[event]]++;
    }
    int most = 0;
    int offset = 0;
    for (int user = 0; user < userCount; user++) {
      most = Math.max(most, ends[user]);
      int count = ends[user];
      ends[user] = offset;
      offset += count;
    }
    long[] byUser = new long[size];
    for (int event = 0; event < size; event++) {
      byUser[ends[users[event]]++] = stamps[event];
    }
    visitEach(byUser, ends, most, visitor);
  }

  private void visitEach(long[] byUser, int[] ends, int most, UserVisitor visitor) {
    long[] starts = new long[most];
    long[] returns = new long[most];
    for (int user = 0, from = 0; user < userCount; from = ends[user++]) {
      Arrays.sort(byUser, from, ends[user]);
      int startCount = 0;
      int returnCount = 0;
      for (int event = from; event < ends[user]; event++) {
        long time = byUser[event] >> FLAG_BITS;
        if ((byUser[event] & START) != 0) {
          starts[startCount++] = time;
        }
        if ((byUser[event] & RETURN) != 0) {
          returns[returnCount++] = time;
        }
      }
      if (startCount > 0) {
        visitor.visit(starts, startCount, returns, returnCount);
      }
    }
  }
}
